// SPDX-License-Identifier: Apache-2.0
// The query as a list of steps, and what the steps are written with.
#include "evaluation/sql/sql_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "evaluation/sql/errors.hpp"
#include "evaluation/sql/expression.hpp"
#include "evaluation/sql/form.hpp"

namespace sanqu::evaluation {

namespace {

constexpr std::size_t k_columns_max = 1500;  // PostgreSQL lists up to 1,664
constexpr std::size_t k_query_bytes_max = 8'000'000;

/// One line of a comment.
std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return text;
}

}  // namespace

Form::Form(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
           const SqlFormOptions& options, NearBounds& bounds)
    : plan_(plan),
      catalogue_(catalogue),
      options_(options),
      dialect_(options.dialect),
      arithmetic_(dialect_, *this),
      bounds_(bounds),
      needed_(needed_columns(plan, catalogue)),
      labels_(plan.measures.size()),
      measures_(plan.measures.size()),
      raw_points_(plan.indicators.size()),
      points_(plan.indicators.size()),
      shown_points_(plan.indicators.size()),
      dimensions_(plan.dimensions.size()),
      shown_dimensions_(plan.dimensions.size()),
      matched_(plan.overrides.size()),
      times_(plan.overrides.size()),
      times_range_(plan.overrides.size()) {}

void Form::enter(std::string zh, std::string en) {
  clause_zh_ = std::move(zh);
  clause_en_ = std::move(en);
  clause_refused_ = false;
  commons_ = 0;
}

void Form::enter_indicator(const standards::Indicator& indicator, std::string_view part_zh,
                           std::string_view part_en) {
  enter(fmt::format("指标 {} 的{}", indicator.id, part_zh),
        fmt::format("indicator {}, {}", indicator.id, part_en));
}

void Form::not_proved(const Quantities& of) {
  bounds_.note_not_proved(of);
  if (clause_refused_) return;
  clause_refused_ = true;
  errors_.push_back(
      make_error(sql_errors::k_range, {}, {clause_zh_, clause_en_, std::string(dialect_.name())}));
}

std::optional<Common> Form::common(Int128 num_high, Int128 den_high) {
  if (!is_over_subjects_) return std::nullopt;
  const std::int32_t id =
      bounds_.quantity(fmt::format("{}, common denominator {}", clause_en_, ++commons_));
  const bool is_asked = bounds_.is_drawn(id);
  const Int128 largest = is_asked ? dialect_.largest() / 2 : k_far;
  const Common out{id, std::min(bounds_.value_most(id), largest),
                   std::min(bounds_.den_most(id), largest), is_asked};
  bounds_.note(id, std::min(out.num_most, num_high), std::min(out.den_most, den_high));
  return out;
}

void Form::ask(const std::string& truth) {
  if (std::ranges::find(asked_, truth) == asked_.end()) asked_.push_back(truth);
}

void Form::no_shape(std::string zh, std::string en) {
  if (clause_refused_) return;
  clause_refused_ = true;
  errors_.push_back(
      make_error(sql_errors::k_shape, {}, {clause_zh_, clause_en_, std::move(zh), std::move(en)}));
}

std::string Form::remark(const catalogue::Title& title,
                         const std::vector<catalogue::LegalBasis>& basis,
                         std::string_view provisional) const {
  std::string out = title.in(options_.lang);
  for (const auto& one : basis) {
    out += (options_.lang == Lang::zh ? ";依据:" : "; basis: ") + one.source;
    if (!one.article.empty())
      out += options_.lang == Lang::zh ? " 第" + one.article + "条" : ", article " + one.article;
  }
  if (!provisional.empty())
    out += (options_.lang == Lang::zh ? ";暂定:" : "; provisional: ") + std::string(provisional);
  return one_line(std::move(out));
}

void Form::add_part(const std::string& name, const std::string& what, const std::string& body) {
  parts_.push_back(fmt::format("-- {}\n{} AS MATERIALIZED (\n  {})", one_line(what),
                               dialect_.quoted(name), body));
}

void Form::open_step(std::string name, std::string what) {
  open_name_ = std::move(name);
  open_what_ = std::move(what);
  open_lines_.clear();
  open_joins_.clear();
  open_columns_ = 0;
}

void Form::add_remark(std::string text) {
  open_lines_.push_back("-- " + one_line(std::move(text)));
}

void Form::add_column(const std::string& name, const std::string& sql) {
  open_lines_.push_back(fmt::format("{} AS {},", sql, dialect_.quoted(name)));
  ++open_columns_;
  ++columns_;
}

void Form::add_join(std::string sql) { open_joins_.push_back(std::move(sql)); }

void Form::close_step() {
  if (open_columns_ == 0) return;
  for (const std::string& truth : asked_)
    too_large_.push_back(
        keep_truth(fmt::format("common {} too large", ++asked_count_), "NOT (" + truth + ")"));
  asked_.clear();
  std::string lines;
  for (const std::string& line : open_lines_) lines += "    " + line + "\n";
  std::string joins;
  for (const std::string& join : open_joins_) joins += "\n  LEFT JOIN " + join;
  add_part(
      "step " + open_name_, open_what_,
      fmt::format("SELECT\n{}    s.*\n  FROM {} AS s{}", lines, dialect_.quoted(step_), joins));
  step_ = "step " + open_name_;
  open_step("", "");
}

std::string Form::column(const std::string& name) const { return "s." + dialect_.quoted(name); }

/// What is left of its ranges where it is near: of a whole number or decimal the number itself, of a fraction whose
/// denominator is data its numerator and its denominator.
Number Form::near(const std::string& name, const Number& number) const {
  const std::int32_t id = bounds_.quantity(name);
  Number out = number;
  Int128 largest = bounds_.value_most(id);
  if (number.den.empty()) {
    out.most = std::min(out.most, largest);
    largest = times_far(out.most, number.scale);
  } else {
    out.den_high = std::min(out.den_high, bounds_.den_most(id));
    largest = std::min(largest, times_far(times_far(out.most, number.scale), out.den_high));
  }
  out.range = {std::max(out.range.low, -largest), std::min(out.range.high, largest)};
  out.of = {id};
  bounds_.note(id, number.den.empty() ? out.most : out.range.size(), out.den_high);
  return out;
}

/// A truth: the number, which may be missing, is as small as what follows is proved for. Empty: that is proved too.
std::string Form::is_near(const std::string& name, const Number& number) const {
  const std::int32_t id = bounds_.quantity(name);
  const Int128 den_most = bounds_.den_most(id);
  const Int128 value_most = bounds_.value_most(id);
  std::string out;
  if (!number.den.empty() && number.den_high > den_most)
    out = fmt::format("({}) <= {}", number.den, dialect_.number(den_most));
  const bool is_large = (number.den.empty() ? number.most : number.range.size()) > value_most;
  if (!is_large) return out;
  const Int128 most = number.den.empty() ? times_far(value_most, number.scale) : value_most;
  return out + fmt::format("{}({}) BETWEEN {} AND {}", out.empty() ? "" : " AND ", number.num,
                           dialect_.number(-most), dialect_.number(most));
}

Number Form::keep(const std::string& name, const Number& number) {
  Number out = near(name, number);
  out.num = column(name);
  out.constant.reset();
  if (const std::string small = is_near(name, number); !small.empty()) {
    add_column(name, fmt::format("CASE WHEN {} THEN {} END", small, number.num));
    too_large_.push_back(keep_truth(
        name + " too large", fmt::format("({}) IS NOT NULL AND NOT ({})", number.num, small)));
  } else {
    add_column(name, number.num);
  }
  if (!number.den.empty()) {
    out.den = column(name + " below");
    add_column(name + " below", number.den);
  }
  return out;
}

std::string Form::keep_truth(const std::string& name, const std::string& truth) {
  if (truth.empty()) return {};
  add_column(name, fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", truth));
  return column(name) + " = 1";
}

void Form::add_reason(const std::string& column_name) { reasons_.push_back(column(column_name)); }

/// The first reason that was met (rule R14); NULL: rated.
std::string Form::reason() const {
  if (reasons_.empty()) return "NULL";
  if (reasons_.size() == 1) return reasons_.front();
  std::string out = "COALESCE(";
  for (std::size_t i = 0; i < reasons_.size(); ++i) out += (i > 0 ? ", " : "") + reasons_[i];
  return out + ")";
}

std::string Form::heading() const {
  const bool zh = options_.lang == Lang::zh;
  std::string out =
      fmt::format("-- {} {}\n", plan_.name(), one_line(plan_.title.in(options_.lang)));
  const std::string as_of = options_.as_of.text();
  const std::string known_at = options_.known_at.text();
  out += zh ? fmt::format("-- 评价基准日 {},知悉时间 {};{}。\n", as_of, known_at, dialect_.name())
            : fmt::format("-- as of {}, known at {}; for {}.\n", as_of, known_at, dialect_.name());
  if (dialect_.is_postgresql()) {
    out += zh ? "-- `30.` 是 numeric 的写法;div() 向零取整,从不用会舍入的“/”。\n"
              : "-- `30.` makes a literal numeric; div() cuts towards zero, and `/`, which rounds, "
                "is never used.\n";
  } else {
    out +=
        zh ? "-- 每个乘积都已证明不超出 64 位整数;整数的“/”向零取整。\n"
           : "-- Every product is proved to fit in 64 bits; `/` of integers cuts towards zero.\n";
  }
  out += zh ? "-- 数值是整数:分值为 10^-n 分,金额为分,小数为其最后一位的个数。\n"
            : "-- Numbers are whole: points in 10^-n, money in fen, decimals in units of their "
              "last place.\n";
  return out;
}

namespace {

/// Whole units as decimal text with exactly `places` digits after the point.
std::string decimal_sql(const Dialect& dialect, const std::string& units, int places) {
  const auto as_text = [](const std::string& sql) { return "CAST(" + sql + " AS text)"; };
  if (places == 0) return as_text(units);
  const std::string power = dialect.number(pow10(places));
  const std::string size = "abs(" + units + ")";
  const std::string zeros(static_cast<std::size_t>(places), '0');
  return fmt::format("CASE WHEN {} < 0 THEN '-' ELSE '' END || {} || '.' || {}", units,
                     as_text(dialect.divided(size, power)),
                     dialect.last_characters(
                         fmt::format("'{}' || {}", zeros, as_text(size + " % " + power)), places));
}

}  // namespace

std::string Form::last_select() {
  const std::string is_rated = column("reason") + " IS NULL";
  const std::string unchecked =
      too_large_.empty() ? "" : "WHEN s.\"reason\" = 'sql.too_large' THEN 'unchecked' ";
  std::string out = fmt::format(
      "SELECT s.subject_id,\n  CASE WHEN {0} THEN 'rated' {1}ELSE 'not_rated' END AS status,\n"
      "  s.\"reason\" AS reason,\n",
      is_rated, unchecked);
  const auto add = [&](const std::string& sql, const std::string& name) {
    out += fmt::format("  CASE WHEN {} THEN {} END AS {},\n", is_rated, sql, dialect_.quoted(name));
  };
  add(plan_.has_points ? decimal_sql(dialect_, total_.num, plan_.places) : "NULL", "points");
  std::string grades = "CASE " + grade_;
  for (std::size_t g = 0; g < plan_.grades.size(); ++g)
    grades += fmt::format(" WHEN {} THEN {}", g, dialect_.text(plan_.grades[g].id));
  add(plan_.grades.empty() ? "NULL" : grades + " END", "grade");
  std::string overrides = "''";
  for (std::size_t o = 0; o < plan_.overrides.size(); ++o) {
    overrides += fmt::format(" || CASE WHEN {} THEN {} ELSE '' END", matched_[o],
                             dialect_.text(plan_.overrides[o].id + ";"));
  }
  add(overrides, "overrides");
  if (plan_.rank) {
    add(rank_.place, "rank place");
    add(fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", rank_.place, rank_.size), "rank of");
    add(decimal_sql(dialect_, rank_.percentile.num, 3), "percentile");
  }
  for (std::size_t d = 0; d < plan_.dimensions.size(); ++d)
    add(decimal_sql(dialect_, shown_dimensions_[d], plan_.places),
        "dimension " + plan_.dimensions[d].id);
  for (std::size_t i = 0; i < plan_.indicators.size(); ++i)
    add(decimal_sql(dialect_, shown_points_[i], plan_.places),
        "indicator " + plan_.indicators[i].id);
  out.resize(out.size() - 2);  // the last comma
  return out +
         fmt::format("\nFROM {} AS s ORDER BY s.\"place in input\";\n", dialect_.quoted(step_));
}

Result<std::string> Form::query() {
  settle_subjects();
  for (std::size_t c = 0; c < catalogue_.classes.size(); ++c)
    if (needed_.classes[c]) settle_class(c);
  label_measures();
  add_measures();
  decide_scope();
  is_over_subjects_ = true;
  run_indicators();
  add_dimensions();
  add_total();
  is_over_subjects_ = false;
  override_points();
  match_overrides();
  // Grades by percentile need the ranks; an error in another grade's condition keeps a subject from being ranked.
  const bool by_percentile = plan_.grade_by == standards::GradeBy::percentile;
  if (!by_percentile) read_grades();
  rank_subjects();
  if (by_percentile) read_grades();
  apply_overrides();
  tell();

  std::string out = heading();
  const std::string last = last_select();
  out += "WITH RECURSIVE\n";
  for (std::size_t i = 0; i < parts_.size(); ++i)
    out += parts_[i] + (i + 1 < parts_.size() ? ",\n\n" : "\n\n");
  out += last;
  enter("整个标准", "the standard as a whole");
  if (columns_ > k_columns_max || out.size() > k_query_bytes_max)
    no_shape("这么多的中间结果", "so many figures on the way");
  if (!errors_.empty()) return refuse_all(std::move(errors_));
  return out;
}

namespace {

constexpr int k_forms_max = 400;

bool is_all_about_ranges(const Errors& errors) {
  return std::ranges::all_of(errors,
                             [](const Error& error) { return error.code == &sql_errors::k_range; });
}

}  // namespace

Result<std::string> sql_query(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                              const SqlFormOptions& options) {
  NearBounds bounds;
  for (int made = 1;; ++made) {
    Form form(plan, catalogue, options, bounds);
    auto query = form.query();
    if (query || made == k_forms_max || !is_all_about_ranges(query.error()) || !bounds.lower())
      return query;
  }
}

std::string sql_time(Instant at) {
  if (at == Instant::min()) return {};
  constexpr std::int64_t k_day_ms = 86'400'000;
  std::int64_t day = at.unix_ms() / k_day_ms;
  std::int64_t rest = at.unix_ms() % k_day_ms;
  if (rest < 0) {
    rest += k_day_ms;
    --day;
  }
  if (day < Date::min().days()) return "0001-01-01T00:00:00.000Z";
  if (day > Date::max().days()) return "9999-12-31T23:59:59.999Z";
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                     Date::from_days(static_cast<std::int32_t>(day)).text(), rest / 3'600'000,
                     rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

}  // namespace sanqu::evaluation
