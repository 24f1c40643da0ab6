// SPDX-License-Identifier: Apache-2.0
// Every message of the standards room, each with the rule behind it. Texts are part of the product.
#pragma once

#include "core/error.hpp"

namespace sanqu::standards::errors {

extern const ErrorCode k_language, k_id, k_version, k_no_basis, k_basis_unknown, k_effective;
extern const ErrorCode k_expression_or_structure, k_value_form, k_value_or_each;
extern const ErrorCode k_unknown_class, k_unknown_field, k_unknown_attribute, k_unknown_name,
    k_unknown_table;
extern const ErrorCode k_unknown_function, k_unknown_code, k_unknown_indicator, k_unknown_grade,
    k_unknown_kind;
extern const ErrorCode k_unknown_catalogue, k_ambiguous_name, k_duplicate_id, k_function_arguments;
extern const ErrorCode k_unit, k_type, k_compare, k_no_order, k_field_differs, k_not_over_missing,
    k_constant_wanted;
extern const ErrorCode k_natural_person, k_personal, k_evaluation_forbidden, k_status;
extern const ErrorCode k_window_date, k_window_missing, k_window_months, k_decay_short,
    k_decay_order, k_decay_value;
extern const ErrorCode k_missing_unsaid, k_missing_never, k_no_nothing_to_select, k_select_needed;
extern const ErrorCode k_table_incomplete, k_table_cell, k_table_width, k_table_row_unreachable;
extern const ErrorCode k_steps_order, k_circular, k_adverse_unsaid, k_adverse_sign;
extern const ErrorCode k_limits_crossed, k_dimension_limit, k_cut_off_hole, k_cut_off_overlap,
    k_grade_unreachable;
extern const ErrorCode k_grade_bounds, k_grade_conditions, k_override_order, k_override_needs,
    k_rank_needed;
extern const ErrorCode k_points_needed, k_parameter_bounds, k_parameter_values, k_group_use,
    k_too_many, k_range;
extern const ErrorCode k_parent_missing, k_parent_version, k_parent_levels, k_parent_circle,
    k_child_may_not, k_child_loosens, k_child_widens, k_child_dilutes, k_child_lifts,
    k_child_sets_off, k_child_raises, k_child_hides, k_reserved_name, k_points_amount,
    k_not_reached, k_no_data_reaches, k_data_meets_error;
extern const ErrorCode k_decides_half, k_same_records;

}  // namespace sanqu::standards::errors
