// SPDX-License-Identifier: Apache-2.0
#include "core/expression.hpp"

#include <array>
#include <optional>

#include "core/ensure.hpp"

namespace sanqu {

namespace expression_errors {
const ErrorCode k_syntax = {"expression.syntax", "表达式在“{0}”处看不懂:需要{1}",
                            "The expression can't be read at `{0}`: expected {2}",
                            "写法见 docs/standard-language.md 第 10 节。",
                            "See docs/standard-language.md, section 10."};
const ErrorCode k_too_long = {"expression.too_long", "表达式过长或嵌套过深",
                              "The expression is too long or nested too deeply",
                              "拆成几个指标或使用对照表。",
                              "Split it into indicators, or use a table."};
const ErrorCode k_number = {"expression.number", "数字“{0}”不能准确表示",
                            "The number `{0}` can't be kept exactly", "最多 18 位数字、6 位小数。",
                            "At most 18 digits and 6 decimals."};
const ErrorCode k_date = {"expression.date", "没有“{0}”这一天", "There is no day {0}",
                          "日期写作 2026-01-31。", "Write dates as 2026-01-31."};
}  // namespace expression_errors

namespace {

using namespace expression_errors;
using Kind = Expression::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_char(char c) { return is_name_start(c) || is_digit(c) || c == '.'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Recursive descent; one method a level of binding, loosest first.
class Parser {
 public:
  Parser(std::string_view text, const Place& place) : text_(text), place_(place) {}

  Result<Expression> whole() {
    Expression out = TRY(either());
    skip_space();
    if (at_ < text_.size()) return expected("表达式到此结束或一个运算符", "an operator or the end");
    return out;
  }

 private:
  // Every link of a chain (a or b or c) puts the tree one level deeper, as a bracket does; so it counts as one.
  Result<Expression> either() {
    const int outside = depth_;
    Expression left = TRY(both());
    while (word("or")) {
      TRY(deeper());
      Expression right = TRY(both());
      left = binary(Kind::or_, std::move(left), std::move(right));
    }
    depth_ = outside;
    return left;
  }

  Result<Expression> both() {
    const int outside = depth_;
    Expression left = TRY(negation());
    while (word("and")) {
      TRY(deeper());
      Expression right = TRY(negation());
      left = binary(Kind::and_, std::move(left), std::move(right));
    }
    depth_ = outside;
    return left;
  }

  Result<Expression> negation() {
    skip_space();
    const std::uint32_t column = here();
    if (!word("not")) return comparison();
    TRY(deeper());
    Expression child = TRY(negation());
    --depth_;
    return unary(Kind::not_, column, std::move(child));
  }

  Result<Expression> comparison() {
    Expression left = TRY(sum());
    if (word("in")) return membership(std::move(left));
    struct Operator {
      std::string_view symbol;
      Kind kind;
    };
    constexpr std::array<Operator, 6> k_operators = {{{"!=", Kind::not_equal},
                                                      {"<=", Kind::less_equal},
                                                      {">=", Kind::greater_equal},
                                                      {"=", Kind::equal},
                                                      {"<", Kind::less},
                                                      {">", Kind::greater}}};
    for (const Operator& candidate : k_operators) {
      if (!symbol(candidate.symbol)) continue;
      Expression right = TRY(sum());
      return binary(candidate.kind, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Expression> membership(Expression left) {
    if (!symbol("(")) return expected("“(”", "`(`");
    Expression out;
    out.kind = Kind::in;
    out.column = left.column;
    out.children.push_back(std::move(left));
    do {
      out.children.push_back(TRY(sum()));
    } while (symbol(","));
    if (!symbol(")")) return expected("“)”", "`)`");
    return out;
  }

  Result<Expression> sum() {
    const int outside = depth_;
    Expression left = TRY(product());
    while (true) {
      const bool is_add = symbol("+");
      if (!is_add && !symbol("-")) break;
      TRY(deeper());
      Expression right = TRY(product());
      left = binary(is_add ? Kind::add : Kind::subtract, std::move(left), std::move(right));
    }
    depth_ = outside;
    return left;
  }

  Result<Expression> product() {
    const int outside = depth_;
    Expression left = TRY(factor());
    while (true) {
      const bool is_multiply = symbol("*");
      if (!is_multiply && !symbol("/")) break;
      TRY(deeper());
      Expression right = TRY(factor());
      left = binary(is_multiply ? Kind::multiply : Kind::divide, std::move(left), std::move(right));
    }
    depth_ = outside;
    return left;
  }

  Result<Expression> factor() {
    skip_space();
    const std::uint32_t column = here();
    if (!symbol("-")) return primary();
    TRY(deeper());
    Expression child = TRY(factor());
    --depth_;
    return unary(Kind::negate, column, std::move(child));
  }

  Result<Expression> primary() {
    skip_space();
    if (at_ >= text_.size()) return expected("一个值", "a value");
    const char c = text_[at_];
    if (c == '(') {
      TRY(deeper());
      ++at_;
      Expression inner = TRY(either());
      --depth_;
      if (!symbol(")")) return expected("“)”", "`)`");
      return inner;
    }
    if (c == '\'') return quoted();
    if (is_digit(c)) return number_or_date();
    if (is_name_start(c)) return name_or_call();
    return expected("一个值", "a value");
  }

  Result<Expression> quoted() {
    Expression out;
    out.kind = Kind::text;
    out.column = here();
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '\'') {
        out.name += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '\'') {
        out.name += '\'';
        ++at_;
      } else {
        ++at_;
        return out;
      }
    }
    return expected("结尾的引号", "a closing quote");
  }

  Result<Expression> number_or_date() {
    Expression out;
    out.column = here();
    const std::size_t start = at_;
    const std::string_view day = text_.substr(at_, 10);
    if (day.size() == 10 && day[4] == '-' && day[7] == '-' && is_digit(day[5]) &&
        is_digit(day[9])) {
      const auto date = Date::parse(day);
      if (!date) return refuse(k_date, at(start), {std::string(day)});
      at_ += 10;
      out.kind = Kind::date;
      out.date = *date;
      return out;
    }
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    const std::string_view digits = text_.substr(start, at_ - start);
    const auto decimal = parse_decimal(digits, 6);
    if (!decimal) return refuse(k_number, at(start), {std::string(digits)});
    out.number = *decimal;
    for (const std::string_view unit :
         {"yuan", "wan", "fen", "days", "months", "percent", "points"}) {
      if (word(unit)) {
        out.unit_word = unit;
        break;
      }
    }
    return out;
  }

  Result<Expression> name_or_call() {
    Expression out;
    out.kind = Kind::name;
    out.column = here();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_char(text_[at_])) ++at_;
    out.name = text_.substr(start, at_ - start);
    for (const std::string_view reserved : {"and", "or", "not", "in"}) {
      if (out.name == reserved) {
        at_ = start;
        return expected("一个值", "a value");
      }
    }
    if (out.name == "true" || out.name == "false") {
      out.kind = Kind::boolean;
      out.truth = out.name == "true";
      return out;
    }
    if (!symbol("(")) return out;
    out.kind = Kind::call;
    if (symbol(")")) return out;
    TRY(deeper());
    do {
      out.children.push_back(TRY(either()));
    } while (symbol(","));
    --depth_;
    if (!symbol(")")) return expected("“)”", "`)`");
    return out;
  }

  static Expression binary(Kind kind, Expression left, Expression right) {
    Expression out;
    out.kind = kind;
    out.column = left.column;
    out.children.push_back(std::move(left));
    out.children.push_back(std::move(right));
    return out;
  }

  static Expression unary(Kind kind, std::uint32_t column, Expression child) {
    Expression out;
    out.kind = kind;
    out.column = column;
    out.children.push_back(std::move(child));
    return out;
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  bool symbol(std::string_view wanted) {
    skip_space();
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  bool word(std::string_view wanted) {
    skip_space();
    const std::size_t end = at_ + wanted.size();
    if (!text_.substr(at_).starts_with(wanted)) return false;
    if (end < text_.size() && is_name_char(text_[end])) return false;
    at_ = end;
    return true;
  }

  Result<bool> deeper() {
    if (++depth_ > k_expression_depth_max) return refuse(k_too_long, at(at_));
    return true;
  }

  std::uint32_t here() const { return static_cast<std::uint32_t>(at_) + 1; }

  Place at(std::size_t offset) const {
    Place place = place_;
    if (place.column == 0) return place;
    // Columns count characters: bytes that go on with one don't count.
    for (const char c : text_.substr(0, offset)) {
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++place.column;
    }
    return place;
  }

  std::unexpected<Errors> expected(const char* zh, const char* en) {
    skip_space();
    std::string found(text_.substr(at_, 12));
    // Never cut a UTF-8 character in half in a message.
    while (!found.empty() && at_ + found.size() < text_.size() &&
           (static_cast<unsigned char>(text_[at_ + found.size()]) & 0xC0) == 0x80) {
      found.pop_back();
    }
    return refuse(k_syntax, at(at_), {found.empty() ? "…" : found, zh, en});
  }

  std::string_view text_;
  Place place_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

std::string_view symbol_of(Kind kind) {
  switch (kind) {
    case Kind::add: return "+";
    case Kind::subtract: return "-";
    case Kind::multiply: return "*";
    case Kind::divide: return "/";
    case Kind::equal: return "=";
    case Kind::not_equal: return "!=";
    case Kind::less: return "<";
    case Kind::less_equal: return "<=";
    case Kind::greater: return ">";
    case Kind::greater_equal: return ">=";
    case Kind::and_: return "and";
    case Kind::or_: return "or";
    default: return "";
  }
}

std::string joined(const std::vector<Expression>& children, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < children.size(); ++i) {
    out += (i > from ? ", " : "") + expression_text(children[i]);
  }
  return out;
}

}  // namespace

Result<Expression> parse_expression(std::string_view text, const Place& place) {
  if (text.size() > k_expression_bytes_max) return refuse(k_too_long, place);
  return Parser(text, place).whole();
}

std::string expression_text(const Expression& expression) {
  const auto& children = expression.children;
  switch (expression.kind) {
    case Kind::number: {
      std::string out = decimal_text(expression.number.units, expression.number.places);
      if (!expression.unit_word.empty()) out += " " + expression.unit_word;
      return out;
    }
    case Kind::text: {
      std::string out = "'";
      for (const char c : expression.name) out += c == '\'' ? std::string("''") : std::string(1, c);
      return out + "'";
    }
    case Kind::date: return expression.date.text();
    case Kind::boolean: return expression.truth ? "true" : "false";
    case Kind::name: return expression.name;
    case Kind::call: return expression.name + "(" + joined(children, 0) + ")";
    case Kind::negate: return "(-" + expression_text(children[0]) + ")";
    case Kind::not_: return "(not " + expression_text(children[0]) + ")";
    case Kind::in: return "(" + expression_text(children[0]) + " in (" + joined(children, 1) + "))";
    default:
      ensure(children.size() == 2);
      return "(" + expression_text(children[0]) + " " + std::string(symbol_of(expression.kind)) +
             " " + expression_text(children[1]) + ")";
  }
}

}  // namespace sanqu
