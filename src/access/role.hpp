// SPDX-License-Identifier: Apache-2.0
// Who asks (a caller with roles and their scopes), and what is asked about (a row). Enumerators are the wire text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::access {

enum class Role : std::uint8_t {
  public_,        // anybody, signed in or not
  organisation,   // scope: the subject's id; only after its control was proven
  department,     // scope: the source department's name, and its classes
  zone_manager,   // scope: a zone's id
  credit_office,  // scope: a division code; that division and those below
  auditor,        // no scope: reads all, changes nothing
  administrator,  // no scope: runs the system, sees no file
};
inline constexpr std::size_t k_roles = 7;
inline constexpr std::array<Role, k_roles> k_all_roles = {
    Role::public_,       Role::organisation, Role::department,   Role::zone_manager,
    Role::credit_office, Role::auditor,      Role::administrator};

std::string_view text_of(Role role);  // `public` for public_
std::optional<Role> role_of(std::string_view text);
std::string_view title_of(Role role, Lang lang);

/// A role that an account has, and over what.
struct RoleGrant {
  std::int64_t id = 0;  // of the store
  Role role = Role::public_;
  std::string scope;
  std::vector<std::string> classes;  // department: record classes; `*`: all; none: no class at all
  std::string
      proof;  // organisation: how its control was proven; without it the grant counts for nothing
  std::string granted_by;
  Instant granted_at;
  bool is_everywhere = false;  // credit office, for development: every row. Never kept in a store
  bool operator==(const RoleGrant&) const = default;
};

/// `department:城管局:administrative_penalty,inspection`, `credit_office:371000`, `auditor`. Checks the form: a role that has
/// a scope needs one, a department its classes, a credit office a division code. Errors: access.role, access.role_needs.
Result<RoleGrant> read_grant(std::string_view text);
std::string text_of(const RoleGrant& grant);

/// An account that runs the system sees no file, and who audits changes nothing: these two stand alone, so that nobody gets
/// around it with a second role. True if an account may have both.
bool go_together(Role one, Role other);

/// How somebody proved to be somebody.
enum class SignedInBy : std::uint8_t { nobody, password, provider, key, command_line };
std::string_view text_of(SignedInBy how);
std::optional<SignedInBy> signed_in_by_of(std::string_view text);

/// Who asks. Made by acts/sign_in.hpp from a session or a key; a default one is the public.
struct Caller {
  std::int64_t account = 0;  // 0: nobody
  std::string name;          // the account's
  std::string organisation;  // the office that this person or machine belongs to
  std::vector<RoleGrant> roles;
  SignedInBy signed_in_by = SignedInBy::nobody;
  bool two_factor = false;
  std::int64_t session = 0;  // 0: none
  std::int64_t key = 0;      // 0: none
  std::optional<std::vector<std::string>>
      key_may;  // ids of permissions: what a key is narrowed to; none: no key

  bool is_anonymous() const { return account == 0; }
};

/// What is asked about: whatever of it is known and matters. What is empty matches no scope.
struct Row {
  std::string subject;             // whose file
  std::string source;              // which department's batch
  std::string class_id;            // which record class
  std::vector<std::string> zones;  // the zones in which it is today
  std::string region;              // its division's code
  std::int64_t account = 0;        // whose account
};

/// True if the row lies within the grant's scope. An empty scope never matches.
bool is_within(const RoleGrant& grant, const Row& row);
/// True if there can be such a row at all.
bool has_rows(const RoleGrant& grant);

}  // namespace sanqu::access
