// SPDX-License-Identifier: Apache-2.0
// A resolved standard as a readable outline, each part with the file and line that it came from: what applies, whichever
// layer said it. Sections and words are those of docs/standard-language.md.
#include <fmt/core.h>

#include "standards/standards.hpp"

namespace sanqu::standards {

namespace {

std::string number(Decimal decimal) { return decimal_text(decimal.units, decimal.places); }

class Printer {
 public:
  Printer(const StandardText& text, Lang lang) : text_(text), lang_(lang) {}

  std::string print() {
    identity();
    scope();
    total();
    parameters();
    tables();
    for (const DimensionText& part : text_.dimensions) dimension(part);
    grades();
    overrides();
    if (text_.rank) {
      std::string within;
      for (const std::string& name : text_.rank->within)
        within += (within.empty() ? "" : ", ") + name;
      line(0, fmt::format("rank within [{}], minimum {}", within, text_.rank->minimum),
           text_.rank->place);
    }
    return std::move(out_);
  }

 private:
  std::string in(const Title& title) const { return title.in(lang_); }
  const char* say(const char* zh, const char* en) const { return lang_ == Lang::zh ? zh : en; }

  void line(int level, const std::string& what, const Place& place) {
    const std::size_t slash = place.file.rfind('/');
    const std::string file = slash == std::string::npos ? place.file : place.file.substr(slash + 1);
    out_ += std::string(static_cast<std::size_t>(level) * 2, ' ') + what;
    if (place.line != 0) out_ += fmt::format("    # {}:{}", file, place.line);
    out_ += "\n";
  }

  void provisional(int level, const std::string& reason, const Place& place) {
    if (!reason.empty()) line(level, say("(暂定:", "(provisional: ") + reason + ")", place);
  }

  std::string layer_word(Layer layer) const {
    constexpr std::string_view k_zh[] = {"国家", "行业", "地方", "信用区"};
    constexpr std::string_view k_en[] = {"national", "industry", "local", "zone"};
    return std::string((lang_ == Lang::zh ? k_zh : k_en)[static_cast<std::size_t>(layer)]);
  }

  void identity() {
    line(0, fmt::format("{} — {}", text_.name(), in(text_.title)), text_.place);
    for (std::size_t i = 0; i < text_.layers.size(); ++i) {
      const LayerSource& layer = text_.layers[i];
      line(1,
           fmt::format("{} {} {} ({})", i == 0 ? say("层级", "layer") : say("上级", "extends"),
                       layer_word(layer.layer), layer.name, layer.file),
           {});
    }
    for (std::size_t i = 0; i < text_.basis.size(); ++i) {
      const LegalBasis& basis = text_.basis[i];
      line(1,
           std::string(say("依据:", "basis: ")) + basis.source +
               (basis.article.empty() ? "" : " " + basis.article),
           i < text_.basis_places.size() ? text_.basis_places[i] : text_.place);
    }
    line(1, fmt::format("{} {}", say("生效", "effective from"), text_.effective_from.text()),
         text_.effective_place);
    if (text_.effective_to != Date::max())
      line(1, fmt::format("{} {}", say("失效", "effective to"), text_.effective_to.text()),
           text_.effective_to_place);
    if (text_.cycle_months > 0)
      line(1, fmt::format("{} {}", say("复评周期(月)", "cycle, months:"), text_.cycle_months),
           text_.cycle_place);
    provisional(1, text_.provisional, text_.place);
  }

  void scope() {
    std::string kinds;
    for (const std::string& kind : text_.scope.kinds) kinds += (kinds.empty() ? "" : ", ") + kind;
    line(0, fmt::format("{} [{}]", say("适用", "scope"), kinds), text_.scope.place);
    if (text_.scope.where.given())
      line(1, "where " + text_.scope.where.text, text_.scope.where.place);
    for (const ExpressionText& where : text_.scope.narrowed)
      line(1, (text_.scope.where.given() ? "and " : "where ") + where.text, where.place);
    for (const ReasonText& reason : text_.scope.not_rated) {
      line(1,
           fmt::format("{} {}: {} — {}", say("不评", "not rated"), reason.id,
                       condition(reason.when), in(reason.reason)),
           reason.place);
    }
  }

  void total() {
    if (!text_.total) return;
    const TotalText& t = *text_.total;
    std::string what = fmt::format("{} places {}", say("总分", "points"), t.places);
    if (t.base) what += ", base " + number(*t.base);
    if (t.floor) what += ", floor " + number(*t.floor);
    if (t.cap) what += ", cap " + number(*t.cap);
    if (t.special) what += ", special " + number(*t.special);
    line(0, what, t.place);
  }

  void parameters() {
    for (const ParameterText& p : text_.parameters) {
      std::string what = fmt::format("{} {} ({})", say("参数", "parameter"), p.id,
                                     p.unit.empty() ? "number" : p.unit);
      for (const ParameterValue& value : p.values) {
        what += value.from ? fmt::format("; {} {}", value.from->text(), number(value.is))
                           : "; " + number(value.is);
      }
      const bool apart = p.bounds_place != p.place;
      const std::string bounds =
          p.low && p.high ? fmt::format("[{}, {}]", number(*p.low), number(*p.high)) : "";
      line(0, apart || bounds.empty() ? what : what + "; " + bounds, p.place);
      if (apart && !bounds.empty()) line(1, say("界限 ", "bounds ") + bounds, p.bounds_place);
      provisional(1, p.provisional, p.place);
    }
  }

  static std::string cell_text(const TableCell& cell) {
    if (cell.any) return "any";
    if (cell.missing) return "missing";
    if (cell.low && cell.high && number(*cell.low) == number(*cell.high)) return number(*cell.low);
    if (cell.low && cell.high) return number(*cell.low) + ".." + number(*cell.high);
    if (cell.low) return (cell.low_open ? "> " : ">= ") + number(*cell.low);
    if (cell.high) return (cell.high_open ? "< " : "<= ") + number(*cell.high);
    std::string out;
    for (const std::string& word : cell.words) out += (out.empty() ? "" : "|") + word;
    return out;
  }

  void tables() {
    for (const TableText& table : text_.tables) {
      std::string keys;
      for (const std::string& key : table.keys) keys += (keys.empty() ? "" : ", ") + key;
      line(0, fmt::format("{} {}({})", say("对照表", "table"), table.id, keys), table.place);
      provisional(1, table.provisional, table.place);
      for (const TableRow& row : table.rows) {
        std::string what;
        for (const TableCell& cell : row.cells)
          what += (what.empty() ? "" : ", ") + cell_text(cell);
        line(1, what + " -> " + number(row.result), row.place);
      }
      if (table.otherwise) line(1, "else -> " + number(*table.otherwise), table.place);
    }
  }

  static std::string select_text(const SelectText& select) {
    std::string out;
    for (const std::string& id : select.classes) out += (out.empty() ? "" : "+") + id;
    if (select.where.given()) out += " where " + select.where.text;
    if (select.window) {
      const WindowText& w = *select.window;
      out += " in " + (w.months > 0 ? fmt::format("{} months", w.months)
                       : w.days > 0 ? fmt::format("{} days", w.days)
                                    : "since " + w.since->text());
      if (!w.date.empty()) out += " by " + w.date;
    }
    return out;
  }

  static std::string measure_text(const MeasureText& measure) {
    constexpr std::string_view k_words[] = {"each",         "count", "exists", "distinct",
                                            "sum",          "max",   "min",    "latest",
                                            "months_since", "share", ""};
    std::string out(k_words[static_cast<std::size_t>(measure.aggregate)]);
    if (measure.of.given()) out += (out.empty() ? "" : " ") + measure.of.text;
    if (measure.select) out += " of {" + select_text(*measure.select) + "}";
    if (measure.share_of) out += " / {" + select_text(*measure.share_of) + "}";
    if (measure.group) out += " by " + measure.group->by;
    if (measure.decay) out += " decayed by " + measure.decay->by;
    if (measure.per.given()) out += " per " + measure.per.text;
    return out;
  }

  static std::string condition(const ConditionText& c) {
    switch (c.kind) {
      case ConditionText::Kind::none: return "";
      case ConditionText::Kind::expression: return c.expression.text;
      case ConditionText::Kind::measure:
        return (c.negated ? "none " : "") + measure_text(c.measure) +
               (c.expression.given() ? c.expression.text.substr(5) : "");
      default: break;
    }
    const std::string word = c.kind == ConditionText::Kind::all   ? " and "
                             : c.kind == ConditionText::Kind::any ? " or "
                                                                  : "";
    std::string out;
    for (const ConditionText& child : c.children)
      out += (out.empty() ? "" : word) + condition(child);
    return (c.kind == ConditionText::Kind::not_ ? "not (" : "(") + out + ")";
  }

  static std::string points_text(const PointsText& points) {
    std::string out;
    switch (points.form) {
      case PointsForm::per_unit: return " x " + points.expression.text;
      case PointsForm::table: return " -> table " + points.table;
      case PointsForm::expression: return " -> " + points.expression.text;
      default: break;
    }
    for (const PointsPair& pair : points.pairs)
      out += fmt::format(" {}:{}", number(pair.bound), number(pair.points));
    return (points.form == PointsForm::steps ? " -> steps" : " -> linear") + out;
  }

  void dimension(const DimensionText& d) {
    std::string what = fmt::format("{} {} — {}", say("维度", "dimension"), d.id, in(d.title));
    if (d.weight) what += ", weight " + number(*d.weight);
    if (d.mean) what += fmt::format(", mean (minimum {})", d.minimum);
    if (d.floor.given()) what += ", floor " + d.floor.text;
    if (d.cap.given()) what += ", cap " + d.cap.text;
    line(0, what, d.place);
    provisional(1, d.provisional, d.place);
    for (const IndicatorText& i : d.indicators) {
      std::string text = fmt::format("{} — {}: {}", i.id, in(i.title), measure_text(i.measure));
      if (i.points) text += points_text(*i.points);
      if (i.floor.given()) text += ", floor " + i.floor.text;
      if (i.cap.given()) text += ", cap " + i.cap.text;
      line(1, text, i.place);
      provisional(2, i.provisional, i.place);
    }
  }

  void grades() {
    for (const GradeText& g : text_.grades) {
      std::string what = fmt::format("{} {} — {}", say("等级", "grade"), g.id, in(g.title));
      if (g.low) what += (g.low_open ? " > " : " >= ") + number(*g.low);
      if (g.high) what += (g.high_open ? " < " : " <= ") + number(*g.high);
      if (g.when.given()) what += " when " + condition(g.when);
      line(0, what, g.place);
      if (g.title_place != g.place) line(1, say("名称 ", "title ") + in(g.title), g.title_place);
      provisional(1, g.provisional, g.place);
    }
  }

  void overrides() {
    constexpr std::string_view k_words[] = {"veto",       "cap",        "floor",
                                            "set",        "step_up",    "step_down",
                                            "points set", "points add", "points take"};
    for (const OverrideText& o : text_.overrides) {
      std::string what = fmt::format("{} {} — {} {}", say("规则", "override"), o.id,
                                     k_words[static_cast<std::size_t>(o.kind)],
                                     !o.grade.empty() ? o.grade
                                     : o.steps > 0    ? std::to_string(o.steps)
                                                      : number(o.points));
      if (o.when.given()) what += " when " + condition(o.when);
      if (o.per) what += " per " + measure_text(*o.per);
      line(0, what, o.place);
      provisional(1, o.provisional, o.place);
    }
  }

  const StandardText& text_;
  Lang lang_;
  std::string out_;
};

}  // namespace

std::string print_standard(const StandardText& text, Lang lang) {
  return Printer(text, lang).print();
}

}  // namespace sanqu::standards
