// SPDX-License-Identifier: Apache-2.0
// Inside the standards room: the compiler's one working state, passed from part to part in the order of compile.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/yaml_fields.hpp"
#include "standards/compile_expression.hpp"
#include "standards/plan.hpp"

namespace sanqu::standards {

Reach sum_of(const Reach& a, const Reach& b);
/// The same after a stage that rounds to `places`: what is rounded lies between its rounded ends.
Reach rounded_reach(Reach reach, int places);
Reach product_of(const Reach& a, const Exact& factor_low, const Exact& factor_high);

struct Compiler {
  Compiler(const StandardText& text_in, const catalogue::Catalogue& catalogue_in)
      : text(text_in), catalogue(catalogue_in), expressions(plan, catalogue_in, errors) {}

  void report(const ErrorCode& code, const Place& place, std::vector<std::string> args = {}) {
    errors.push_back(make_error(code, place, std::move(args)));
  }
  void warn(const ErrorCode& code, const Place& place, std::vector<std::string> args = {}) {
    warnings.push_back(make_error(code, place, std::move(args)));
  }

  const StandardText& text;
  const catalogue::Catalogue& catalogue;
  Plan plan;
  Errors errors;
  Errors warnings;
  ExpressionCompiler expressions;
  std::vector<const IndicatorText*> indicator_texts;  // by indicator index
  std::vector<Reach> indicator_reach;
};

/// A node without names but parameters, -1 where the text gives none. (compile_indicator.cpp)
std::int32_t compile_limit(Compiler& c, const ExpressionText& text);
/// The values that such a node takes over all dates. (compile_indicator.cpp)
Reach limit_reach(const Compiler& c, std::int32_t node);

/// `as_of`, `points`, `min`, ...: a table or parameter of that name would be read in its place. (compile_table.cpp)
void refuse_reserved(Compiler& c, const std::string& id, const Place& place, const char* zh,
                     const char* en);

/// A measure's index, or -1 when something was reported. (compile_measure.cpp)
std::int32_t compile_measure(Compiler& c, const MeasureText& text);
/// A truth node over the subject. (compile_measure.cpp)
std::int32_t compile_condition(Compiler& c, const ConditionText& text, bool with_totals);

void compile_parameters(Compiler& c);  // compile_table.cpp
void compile_tables(Compiler& c);      // compile_table.cpp
void compile_dimensions(Compiler& c);  // compile_indicator.cpp
void compile_grades(Compiler& c);      // compile_grade.cpp
void compile_overrides(Compiler& c);   // compile_grade.cpp
void check_adverse(Compiler& c);       // check_effects.cpp
void check_totals(Compiler& c);        // check_effects.cpp
void check_same_records(Compiler& c);  // check_records.cpp
void check_layers(Compiler& c);        // check_layers.cpp

}  // namespace sanqu::standards
