// SPDX-License-Identifier: Apache-2.0
// What only a server has to refuse; everything else keeps the code of the room that found it. problem.hpp gives each its status.
#pragma once

#include "core/error.hpp"

namespace sanqu::api::errors {

// The server itself.
extern const ErrorCode k_listen, k_spool, k_local_operator_address, k_limit_unknown, k_division;
extern const ErrorCode k_tls_certificate, k_tls_key, k_tls_mismatch;
// The request as HTTP.
extern const ErrorCode k_request_form, k_host, k_transfer_coding, k_head_too_large,
    k_target_too_long, k_headers_too_many, k_body_unexpected, k_body_too_large, k_busy, k_bug;
// The request as one of ours.
extern const ErrorCode k_no_route, k_method_not_allowed, k_path_form, k_query_form,
    k_parameter_missing, k_parameter_unknown, k_parameter_value, k_cursor, k_idempotency_key,
    k_idempotency_key_used, k_body_type, k_body_member;
// Who may.
extern const ErrorCode k_csrf, k_too_many;
// What there is.
extern const ErrorCode k_no_provider, k_provider, k_provider_state, k_id_token, k_fetch;
extern const ErrorCode k_job_unknown, k_job_kind, k_job_ended;
extern const ErrorCode k_subject_unknown, k_zone_unknown, k_batch_unknown, k_line_unknown,
    k_column_unknown, k_department_unknown, k_class_unknown, k_not_evaluated, k_not_disclosed,
    k_not_ready;

}  // namespace sanqu::api::errors
