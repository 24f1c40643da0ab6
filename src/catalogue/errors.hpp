// SPDX-License-Identifier: Apache-2.0
// Every message of the catalogue room. Texts are part of the product: what is wrong, then what to do.
#pragma once

#include "core/error.hpp"

namespace sanqu::catalogue::errors {

// The folder and its files.
extern const ErrorCode k_unreadable, k_no_files, k_no_catalogue, k_second_catalogue, k_too_many;
// Names.
extern const ErrorCode k_id_form, k_version_form, k_duplicate_id, k_duplicate_name, k_reserved_id;
extern const ErrorCode k_boolean_word, k_title_missing, k_control_character;
// Law and people.
extern const ErrorCode k_no_basis, k_basis_unknown, k_natural_person, k_identity_number;
extern const ErrorCode k_personal_use, k_personal_attribute;
// Fields.
extern const ErrorCode k_code_set_unknown, k_codes_too_many, k_no_codes, k_key_not_for_type;
extern const ErrorCode k_pattern, k_min_above_max, k_bound_form, k_head_form, k_head_taken;
// Classes.
extern const ErrorCode k_field_unknown, k_event_date, k_publication_field, k_period_missing;
extern const ErrorCode k_period_unknown, k_period_order, k_due_field;
// Cross-field rules.
extern const ErrorCode k_default_self, k_rule_name, k_rule_code, k_rule_kind, k_rule_unit,
    k_rule_function;
extern const ErrorCode k_rule_arguments, k_rule_not_missing;

}  // namespace sanqu::catalogue::errors
