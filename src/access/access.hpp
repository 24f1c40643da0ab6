// SPDX-License-Identifier: Apache-2.0
// The access room: who may do what, how somebody proves to be somebody, and a memory of who looked at whose file.
// Owns: roles and their scopes, the one table of permissions, passwords, second factors, tokens and keys, waiting after
// wrong passwords, the purposes of looking. Declares its port (access_store.hpp). Never: speaks HTTP, opens a store, keeps a
// secret in clear, lets a role step over a hard line (an administrator sees no file, an auditor changes nothing).
// Start at permissions.hpp (the table) and role.hpp (who asks); acts/sign_in.hpp puts the pieces together.
// docs/decisions/0010-accounts.md says why it is as it is.
#pragma once

#include "core/error.hpp"

namespace sanqu::access::errors {

// What is asked for is wrong.
extern const ErrorCode k_name, k_name_taken, k_no_account, k_password_short, k_password_long,
    k_password_known, k_password_text, k_role, k_role_needs, k_roles_exclude, k_no_grant;
extern const ErrorCode k_permission, k_purpose, k_no_key, k_key_days, k_key_person;
// Who asks is not let in. What it says never tells whether the account exists.
extern const ErrorCode k_sign_in_failed, k_wait, k_second_factor_wanted, k_not_signed_in,
    k_link_void, k_refused, k_second_factor_off;
// The key file beside the store.
extern const ErrorCode k_key_file, k_key_file_open, k_sealed;

}  // namespace sanqu::access::errors
