// SPDX-License-Identifier: Apache-2.0
// Every permission for every role, on a row of its own and on a foreign one, against a table that was written by hand from
// the duties of each role, not from the code; and what no combination may ever do.
#include "access/permissions.hpp"

#include <doctest/doctest.h>

#include <map>
#include <sstream>
#include <string>

namespace sanqu::access {

namespace {

// For each role two signs: its own row, a foreign row. `+` may, `.` may not.
//                        public org dept zone office auditor administrator
constexpr const char* k_expected = R"(
read_public_file           ++ ++ ++ ++ ++ ++ ++
read_published_standards   ++ ++ ++ ++ ++ ++ ++
read_statistics            ++ ++ ++ ++ ++ ++ ++
read_articles              ++ ++ ++ ++ ++ ++ ++
read_health                ++ ++ ++ ++ ++ ++ ++
open_session               ++ ++ ++ ++ ++ ++ ++
search_subjects            .. .. .. +. +. ++ ..
read_record                .. +. +. +. +. ++ ..
read_subject_file          .. +. .. +. +. ++ ..
read_explanation           .. +. .. +. +. ++ ..
read_access_log            .. +. .. .. +. ++ ..
audit_access_log           .. .. .. .. .. ++ ..
submit_batch               .. .. +. .. +. .. ..
read_batch                 .. .. +. .. +. ++ ..
read_quarantine            .. .. +. .. +. ++ ..
mend_quarantine            .. .. +. .. +. .. ..
read_quality               .. .. +. .. ++ ++ ..
read_zone                  .. .. .. +. +. ++ ..
propose_standard           .. .. .. .. +. .. ..
approve_standard           .. .. .. .. +. .. ..
run_evaluation             .. .. .. .. +. .. ..
read_job                   .. .. .. .. +. ++ ++
propose_merge              .. .. .. .. +. .. ..
approve_merge              .. .. .. .. +. .. ..
read_drafts                .. .. .. .. +. ++ ..
edit_article               .. .. .. .. +. .. ..
publish_article            .. .. .. .. +. .. ..
read_own_account           .. +. +. +. +. +. +.
change_own_account         .. +. +. +. +. +. +.
read_accounts              .. .. .. .. .. ++ ++
change_accounts            .. .. .. .. .. .. ++
read_system                .. .. .. .. .. ++ ++
run_system                 .. .. .. .. .. .. ++
)";

/// Permission -> for each role its own and its foreign row.
std::map<std::string, std::array<std::string, k_roles>> expected() {
  std::map<std::string, std::array<std::string, k_roles>> out;
  std::istringstream lines(k_expected);
  std::string id;
  while (lines >> id) {
    for (std::string& cell : out[id]) lines >> cell;
  }
  return out;
}

constexpr const char* k_subject = "92410001DEMX00012A";

RoleGrant grant_of(Role role) {
  RoleGrant out;
  out.role = role;
  switch (role) {
    case Role::organisation:
      out.scope = k_subject;
      out.proof = "营业执照原件";
      break;
    case Role::department:
      out.scope = "城管局";
      out.classes = {"administrative_penalty"};
      break;
    case Role::zone_manager: out.scope = "Z01"; break;
    case Role::credit_office: out.scope = "371000"; break;
    default: break;
  }
  return out;
}

/// With a second factor, so that nothing but role and row decides.
Caller caller_with(std::vector<Role> roles) {
  Caller out;
  for (const Role role : roles) {
    if (role != Role::public_) out.roles.push_back(grant_of(role));
  }
  if (out.roles.empty()) return out;
  out.account = 7;
  out.signed_in_by = SignedInBy::password;
  out.two_factor = true;
  return out;
}

/// In every role's scope at once.
Row own_row() {
  return {k_subject, "城管局", "administrative_penalty", {"Z00", "Z01"}, "371081003", 7};
}
/// In nobody's.
Row foreign_row() {
  return {"91370000000000000X", "税务局", "tax_credit_grade", {"Z02"}, "370100", 8};
}

char sign(const Caller& caller, Permission permission, const Row& row) {
  return allows(caller, permission, row) ? '+' : '.';
}

}  // namespace

TEST_CASE("every permission, role and row is as it was written down") {
  const auto table = expected();
  CHECK(table.size() == k_permissions);
  std::size_t cells = 0;
  for (const PermissionLine& line : permission_table()) {
    REQUIRE(table.contains(std::string(line.id)));
    for (const Role role : k_all_roles) {
      const Caller caller = caller_with({role});
      const std::string got = {sign(caller, line.permission, own_row()),
                               sign(caller, line.permission, foreign_row())};
      CHECK_MESSAGE(got == table.at(std::string(line.id))[static_cast<std::size_t>(role)], line.id,
                    " for ", text_of(role));
      cells += got.size();
    }
  }
  CHECK(cells == k_permissions * k_roles * 2);
}

TEST_CASE("a row of which nothing is known is in no scope") {
  for (const PermissionLine& line : permission_table()) {
    for (const Role role : k_all_roles) {
      const Caller caller = caller_with({role});
      if (line.reach[static_cast<std::size_t>(role)] != Reach::own) continue;
      CHECK_MESSAGE(!allows(caller, line.permission, Row{}), line.id, " for ", text_of(role));
      // Nor is a grant without a scope over any row.
      Caller empty = caller;
      for (RoleGrant& grant : empty.roles) grant.scope.clear();
      CHECK_MESSAGE(!allows(empty, line.permission, Row{}), line.id, " for ", text_of(role));
      CHECK_MESSAGE(!allows(empty, line.permission, own_row()), line.id, " for ", text_of(role));
    }
  }
}

TEST_CASE("each part of a row alone decides: what is foreign in one part is foreign") {
  Row row = own_row();
  row.subject = foreign_row().subject;
  CHECK(sign(caller_with({Role::organisation}), Permission::read_subject_file, row) == '.');
  CHECK(sign(caller_with({Role::zone_manager}), Permission::read_subject_file, row) == '+');
  row = own_row();
  row.class_id = "tax_credit_grade";
  CHECK(sign(caller_with({Role::department}), Permission::read_record, row) == '.');
  row = own_row();
  row.source = "税务局";
  CHECK(sign(caller_with({Role::department}), Permission::read_record, row) == '.');
  row = own_row();
  row.zones = {"Z02"};
  CHECK(sign(caller_with({Role::zone_manager}), Permission::read_subject_file, row) == '.');
  row = own_row();
  for (const char* region : {"370000", "37", "", "371", "380000", "371081x"}) {
    row.region = region;  // above, malformed, elsewhere
    CHECK(sign(caller_with({Role::credit_office}), Permission::read_subject_file, row) == '.');
  }
  for (const char* region : {"371000", "371081", "371081003", "371081003001"}) {
    row.region = region;
    CHECK(sign(caller_with({Role::credit_office}), Permission::read_subject_file, row) == '+');
  }
}

TEST_CASE("no second role lets an administrator see a file, or an auditor change anything") {
  for (const PermissionLine& line : permission_table()) {
    for (const Role role : k_all_roles) {
      for (const Row& row : {own_row(), foreign_row()}) {
        if (line.shows_file) {
          CHECK_MESSAGE(!allows(caller_with({role, Role::administrator}), line.permission, row),
                        line.id, " for administrator and ", text_of(role));
          CHECK_MESSAGE(!allows(caller_with({Role::administrator, role}), line.permission, row),
                        line.id, " for administrator and ", text_of(role));
        }
        if (line.changes) {
          CHECK_MESSAGE(!allows(caller_with({role, Role::auditor}), line.permission, row), line.id,
                        " for auditor and ", text_of(role));
        }
      }
    }
  }
}

TEST_CASE(
    "an organisation without its proof is nobody, and a department without classes has none") {
  Caller caller = caller_with({Role::organisation});
  caller.roles.front().proof.clear();
  CHECK(!allows(caller, Permission::read_subject_file, own_row()));
  caller = caller_with({Role::department});
  caller.roles.front().classes.clear();
  CHECK(!allows(caller, Permission::submit_batch, own_row()));
  caller.roles.front().classes = {"*"};
  CHECK(allows(caller, Permission::submit_batch, own_row()));
  CHECK(!allows(caller, Permission::submit_batch, foreign_row()));
}

TEST_CASE("a key does what it was made for, as far as its account may, and never a power") {
  for (const PermissionLine& line : permission_table()) {
    for (const Role role : k_all_roles) {
      Caller caller = caller_with({role});
      if (caller.account == 0) continue;
      const bool person_may = allows(caller, line.permission, own_row());
      const bool is_for_all = allows(Caller{}, line.permission, own_row());
      caller.signed_in_by = SignedInBy::key;
      caller.two_factor = false;
      caller.key_may = std::vector<std::string>{};
      const bool is_own_account = line.permission == Permission::read_own_account;
      CHECK(allows(caller, line.permission, own_row()) == (is_for_all || is_own_account));
      caller.key_may = std::vector<std::string>{std::string(line.id)};
      const bool is_for_keys = !line.is_power && line.permission != Permission::change_own_account;
      CHECK_MESSAGE(allows(caller, line.permission, own_row()) == (person_may && is_for_keys),
                    line.id, " for a key of ", text_of(role));
    }
  }
}

TEST_CASE("powers take a second factor where the installation demands it") {
  for (const PermissionLine& line : permission_table()) {
    for (const Role role : k_all_roles) {
      Caller caller = caller_with({role});
      const bool may = allows(caller, line.permission, own_row());
      caller.two_factor = false;
      const Verdict strict = decide(caller, line.permission, own_row());
      CHECK(strict.is_allowed() == (may && !line.is_power));
      if (may && line.is_power) CHECK(strict.decision == Decision::second_factor_missing);
      CHECK(allows(caller, line.permission, own_row(), {.demands_second_factor = false}) == may);
    }
  }
}

TEST_CASE("the reason of a refusal") {
  const auto reason = [](const Caller& caller, Permission permission, const Row& row) {
    return decide(caller, permission, row).decision;
  };
  CHECK(reason({}, Permission::read_subject_file, own_row()) == Decision::not_signed_in);
  CHECK(reason(caller_with({Role::department}), Permission::read_subject_file, own_row()) ==
        Decision::role_lacks_it);
  CHECK(reason(caller_with({Role::zone_manager}), Permission::read_subject_file, foreign_row()) ==
        Decision::row_is_foreign);
  CHECK(reason(caller_with({Role::auditor}), Permission::read_own_account, foreign_row()) ==
        Decision::row_is_foreign);
  const Caller caller = caller_with({Role::department, Role::credit_office});
  const Verdict verdict = decide(caller, Permission::read_subject_file, own_row());
  REQUIRE(verdict.authority != nullptr);
  CHECK(verdict.authority->role == Role::credit_office);  // by which of them, for the access log
}

TEST_CASE("ids go to permissions and back") {
  for (const PermissionLine& line : permission_table()) {
    CHECK(permission_of(line.id) == line.permission);
    CHECK(&line_of(line.permission) == &line);
  }
  CHECK(!permission_of("fly"));
}

}  // namespace sanqu::access
