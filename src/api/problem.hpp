// SPDX-License-Identifier: Apache-2.0
// Errors as answers: problem+json (RFC 9457) with the same codes, texts and hints as the command line, in the reader's language.
// {"type":"urn:sanqu:error:api.subject_unknown","title":…,"status":404,"detail":…,"code":…,"hint":…,"request_id":…,"errors":[…]}
#pragma once

#include <string_view>

#include "api/http/message.hpp"
#include "core/error.hpp"

namespace sanqu::api {

/// The status that a code is answered with; an unknown one is 422: the request was understood and can't be carried out.
int status_of(const ErrorCode& code);

/// `found` is not empty; its first error names the problem, all are listed.
http::Response problem(int status, const Errors& found, std::string_view request_id, Lang lang);

/// The language of an Accept-Language header: the one of zh and en with the greater weight, zh where neither is named.
Lang lang_of_header(std::string_view accept_language);

}  // namespace sanqu::api
