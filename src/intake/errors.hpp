// SPDX-License-Identifier: Apache-2.0
// Everything that intake can say about a file or a line. Each code has its text and a hint that the sender of the
// file can act on. The first group ends a file; all others refuse one line.
#pragma once

#include "core/error.hpp"

namespace sanqu::intake::errors {

// The file as a whole.
extern const ErrorCode k_file_unreadable, k_file_empty, k_not_text, k_utf16, k_encoding;
extern const ErrorCode k_separator, k_line_ends, k_header_empty, k_header_duplicate;
extern const ErrorCode k_header_unusable, k_header_quote, k_too_many_columns, k_column_twice;
extern const ErrorCode k_column_ambiguous, k_column_missing, k_rule_unreadable;
extern const ErrorCode k_pattern_unreadable, k_column_map_unknown, k_record_id_columns;
extern const ErrorCode k_encoding_mixed, k_old_spreadsheet, k_xlsx_encrypted;
// These of workbooks are in xlsx_errors.cpp.
extern const ErrorCode k_xlsx_damaged, k_xlsx_other_archive, k_xlsx_duplicate_part,
    k_xlsx_too_large;
extern const ErrorCode k_xlsx_doctype, k_xlsx_no_sheet, k_xlsx_no_header, k_xlsx_input_too_large;

// Notices: the file is used.
extern const ErrorCode k_unknown_column, k_byte_order_mark, k_value_by_rule, k_converted;
extern const ErrorCode k_xlsx_sheet_read, k_xlsx_sheet_skipped, k_xlsx_sheet_hidden;
extern const ErrorCode k_xlsx_column_unnamed, k_xlsx_rows_hidden, k_xlsx_rows_above;

// The form of a line.
extern const ErrorCode k_line_too_long, k_cell_too_long, k_nul_byte, k_not_utf8, k_truncated;
extern const ErrorCode k_quote_not_closed, k_quote_misplaced, k_cell_count;
extern const ErrorCode k_json_syntax, k_json_not_object, k_json_nested, k_json_duplicate_key;

// One value.
extern const ErrorCode k_required, k_too_long, k_control_character, k_pattern, k_unknown_code;
extern const ErrorCode k_list_not_allowed, k_date_form, k_date_impossible, k_time_form;
extern const ErrorCode k_date_in_future, k_number_form, k_digits_lost, k_too_many_places;
extern const ErrorCode k_number_too_large, k_below_minimum, k_above_maximum, k_boolean_form;
extern const ErrorCode k_region_form, k_through_before_from, k_record_id_key;
extern const ErrorCode k_formula_no_value, k_cell_error, k_cell_merged;

// The line as a whole.
extern const ErrorCode k_class_missing, k_class_unknown, k_kind_missing, k_kind_unknown;
extern const ErrorCode k_id_form, k_id_placeholder, k_merge_into_itself, k_rule;
extern const ErrorCode k_natural_person, k_identity_number;

}  // namespace sanqu::intake::errors
