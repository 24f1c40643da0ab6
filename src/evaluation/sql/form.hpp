// SPDX-License-Identifier: Apache-2.0
// The query in the making: one common table expression (a named step) after the other, in the engine's order of work.
// A step keeps all columns of the step before and adds its own, so that the last one shows every figure on the way.
//   records as known (settled.cpp) -> measures (measures.cpp, groups.cpp) -> scope, values, points (indicators.cpp)
//   -> dimensions, total (composition.cpp) -> overrides, ranks, grades (grades.cpp) -> one row a subject (sql_form.cpp)
// What can't be said is told by clause, all together, and the query is not handed out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "evaluation/sql/near_bounds.hpp"
#include "evaluation/sql/number.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

/// A value of any type as SQL. Numbers use `number`; the others `text`: a date, a code's id, codes as `a;b`, a text, or 0
/// and 1. NULL is missing.
/// The errors of the standard (a table without a row) travel beside it: `error` belongs to the value and counts where the
/// value is used; `raised` was met by a comparison on the way and counts at once. Both are truths, empty: never.
struct Value {
  standards::ValueType type = standards::ValueType::number;
  Number number;
  std::string text;
  std::string error;
  std::string raised;

  const std::string& sql() const {
    return type == standards::ValueType::number ? number.num : text;
  }
};

/// A truth whose NULL counts as false (rule R7).
struct Truth {
  std::string sql;
  std::string raised;
};

std::string either(const std::string& a, const std::string& b);
std::string both(const std::string& a, const std::string& b);

class Form final : public Prover {
 public:
  Form(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
       const SqlFormOptions& options, NearBounds& bounds);
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  Result<std::string> query();

  void not_proved(const Quantities& of) override;
  std::optional<Common> common(Int128 num_high, Int128 den_high) override;
  void ask(const std::string& truth) override;

 private:
  friend class ExpressionForm;

  /// What one source's records bring into a measure; all sources have the same columns.
  struct SourceColumns {
    std::string table;
    std::string where;
    Value value;       // of a count the number 1
    std::string kept;  // the truth of `where`, where that can meet an error; else it is in `where`
    std::string kept_raised;
    std::vector<std::string> more;  // further columns
  };
  struct RankColumns {
    std::string is_ranked;
    std::string place;
    std::string size;
    Number percentile;
  };

  // clauses and their refusal
  void enter(std::string zh, std::string en);
  void enter_indicator(const standards::Indicator& indicator, std::string_view part_zh,
                       std::string_view part_en);
  void no_shape(std::string zh, std::string en);
  std::string say(std::string_view zh, std::string_view en) const {
    return std::string(options_.lang == Lang::zh ? zh : en);
  }
  std::string remark(const catalogue::Title& title, const std::vector<catalogue::LegalBasis>& basis,
                     std::string_view provisional = {}) const;

  // steps
  void open_step(std::string name, std::string what);
  void add_remark(std::string text);
  void add_column(const std::string& name, const std::string& sql);
  void add_join(std::string sql);
  void close_step();  // nothing where no column was added
  void add_part(const std::string& name, const std::string& what, const std::string& body);
  std::string column(const std::string& name) const;  // s."name"
  /// As columns of the step; what is one already stays as it is.
  Number keep(const std::string& name, const Number& number);
  /// What is not proved is asked: a subject with a number on the way that is larger is `unchecked`.
  std::string is_near(const std::string& name, const Number& number) const;
  Number near(const std::string& name, const Number& number) const;
  std::string keep_truth(const std::string& name, const std::string& truth);  // gives a truth

  // settled.cpp
  void settle_subjects();
  void settle_attributes(const std::string& known_at, const std::string& as_of);
  void settle_class(std::size_t index);
  std::string last_status(const catalogue::RecordClass& record_class) const;
  std::string is_over(const catalogue::RecordClass& record_class) const;
  std::string field_column(const std::string& table, const catalogue::Field& field,
                           std::string& too_large) const;

  // selections.cpp, measures.cpp, groups.cpp
  void label_measures();
  void label_nodes(std::int32_t node, const std::string& label);
  void name_measure(std::int32_t measure, const std::string& label);
  void add_measures();
  void add_measure(std::size_t index);
  void add_records(std::size_t index, const std::vector<SourceColumns>& sources, Int128 scale);
  Value value_of_rows(const std::string& label, const std::vector<SourceColumns>& sources,
                      Int128 scale);
  std::optional<Value> aggregated(std::size_t index, const Value& value, const std::string& rows,
                                  bool with_error);
  SourceColumns source_columns(std::size_t index, std::size_t source);
  std::string selection(const standards::Measure& measure, const standards::Source& source) const;
  Number decayed(const standards::Measure& measure, const standards::Source& source,
                 const Number& value);
  std::optional<Value> plain_aggregate(std::size_t index, const Value& value);
  std::optional<Value> ordered_latest(std::size_t index, const Value& value,
                                      const std::string& rows);
  std::optional<Value> grouped(std::size_t index, const Value& value, const std::string& rows);
  std::optional<Number> inside_groups(std::size_t index, const Value& value,
                                      const std::string& rows);
  Number guarded(const Number& number, const std::string& column_sql, const std::string& part);
  Number mean_by(const standards::Measure& measure, const Number& term, Int128 many);
  std::optional<Number> inner_number(const standards::Measure& measure, const Value& value);
  Number item_limited(const standards::Measure& measure, const Number& value);
  void join_measure(std::size_t index, const Value& value, bool has_raised);
  Value exposed(const standards::Measure& measure, const Value& value);
  bool groups_alike(const standards::Measure& measure);

  // fractions.cpp
  void add_turns(const std::string& label, const Number& item);
  std::optional<Value> fraction_extreme(std::size_t index, const Value& value,
                                        const std::string& rows, bool with_error);
  std::optional<Value> fraction_sum(std::size_t index, const Value& value, const std::string& rows,
                                    bool with_error);

  // indicators.cpp
  void decide_scope();
  void run_indicators();
  std::vector<std::vector<std::int32_t>> levels() const;
  int level_of_node(std::int32_t node, const std::vector<int>& level) const;
  void values_of(const std::vector<std::int32_t>& indicators);
  void raw_points_of(const std::vector<std::int32_t>& indicators);
  void settled_points_of(const std::vector<std::int32_t>& indicators);
  Value points_of_value(const standards::Indicator& indicator, const Value& value);
  Number on_pairs(const standards::Indicator& indicator, const Number& value);
  std::optional<Number> limit(std::int32_t node);

  // composition.cpp
  void add_dimensions();
  void add_total();
  void override_points();
  Number total_limited(const Number& units) const;

  // grades.cpp
  void match_overrides();
  void rank_subjects();
  void read_grades();
  void apply_overrides();
  void tell();
  Truth override_truth(const standards::Override& over, std::string& times, Range& range);
  std::string grade_of(const Number& units);
  std::string stepped(const std::string& grade, const std::string& times, const Range& range,
                      int steps);

  // sql_form.cpp
  void add_reason(const std::string& column_name);
  std::string reason() const;
  std::string last_select();
  std::string heading() const;

  const standards::Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  SqlFormOptions options_;
  Dialect dialect_;
  Arithmetic arithmetic_;

  NearBounds& bounds_;
  bool is_over_subjects_ = false;  // what is asked can be a column of the next step
  int commons_ = 0;                // of the clause
  std::vector<std::string> asked_;
  std::size_t asked_count_ = 0;
  NeededColumns needed_;
  std::vector<std::string> too_large_;        // truths over s
  std::vector<std::string> too_large_parts_;  // SELECTs of subject_id

  Errors errors_;
  std::string clause_zh_;
  std::string clause_en_;
  std::string what_;  // of the measure in hand, for remarks
  bool clause_refused_ = false;

  std::vector<std::string> parts_;
  std::string step_ = "subject now";  // the last one that is closed
  std::string open_name_;
  std::string open_what_;
  std::vector<std::string> open_lines_;  // columns and remarks
  std::vector<std::string> open_joins_;
  std::size_t open_columns_ = 0;
  std::size_t columns_ = 0;

  std::vector<std::string> labels_;  // by measure
  std::vector<std::optional<Value>> measures_;
  std::vector<Value> raw_points_;  // by indicator, before limits
  std::vector<Number> points_;     // by indicator: rounded units, or exact until a later stage
  std::vector<std::string> shown_points_;
  std::vector<Number> dimensions_;
  std::vector<std::string> shown_dimensions_;
  Number total_;
  std::vector<std::string> reasons_;  // columns in the order in which they count
  std::vector<std::string> matched_;  // by override: a truth; empty: not yet
  std::vector<std::string> times_;
  std::vector<Range> times_range_;
  std::string vetoed_;
  std::string grade_;  // index into the grades
  RankColumns rank_;
  std::vector<std::string> peers_within_;  // columns
};

}  // namespace sanqu::evaluation
