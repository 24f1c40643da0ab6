// SPDX-License-Identifier: Apache-2.0
// Accounts, their roles, their history and their keys as the API shows them. Nothing secret is among it.
#pragma once

#include "access/access.hpp"
#include "acts/store.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

/// One role as an object.
void append_role(const access::RoleGrant& grant, Lang lang, JsonWriter& json);

/// The members of an account, without braces.
Result<bool> append_account(acts::Transaction& reading, const access::Account& account, Lang lang,
                            JsonWriter& json);

/// `"history": [...]`, newest first.
Result<bool> append_events(acts::Transaction& reading, std::int64_t account, JsonWriter& json);

/// `name: null` for Instant::min().
void append_time(std::string_view name, Instant at, JsonWriter& json);

/// One key as an object; `account`: its account's name.
void append_key(const access::ApiKey& key, std::string_view account, Instant now, JsonWriter& json);

}  // namespace sanqu::api
