// SPDX-License-Identifier: Apache-2.0
#include "access/role.hpp"

#include <doctest/doctest.h>

#include "access/purposes.hpp"

namespace sanqu::access {

namespace {

std::string read(std::string_view text) {
  const auto grant = read_grant(text);
  return grant ? text_of(*grant) : std::string(grant.error().front().code->id);
}

}  // namespace

TEST_CASE("roles with their scopes are read and written") {
  for (const char* text :
       {"organisation:92410001DEMX00012A", "department:城管局:*",
        "department:城管局:administrative_penalty,inspection", "zone_manager:Z01",
        "credit_office:371000", "auditor", "administrator"}) {
    CHECK(read(text) == text);
  }
  CHECK(read(" credit_office:371081000 ") == "credit_office:371081");  // the canonical code
  for (const char* text : {"", "public", "king", "Auditor", "citizen", "\xff"}) {
    CHECK_MESSAGE(read(text) == "access.role", text);
  }
  for (const char* text : {"organisation", "organisation:", "department:城管局",
                           "department:城管局:", "department:城管局:,", "credit_office:山东",
                           "credit_office:1", "auditor:all", "administrator:x", "zone_manager: "}) {
    CHECK_MESSAGE(read(text) == "access.role_needs", text);
  }
}

TEST_CASE("administrator and auditor stand alone") {
  for (const Role one : k_all_roles) {
    for (const Role other : k_all_roles) {
      const bool has_lonely = one == Role::administrator || other == Role::administrator ||
                              one == Role::auditor || other == Role::auditor;
      CHECK(go_together(one, other) == (one == other || !has_lonely));
    }
  }
}

TEST_CASE("words of roles and ways") {
  for (const Role role : k_all_roles) {
    CHECK(role_of(text_of(role)) == role);
    CHECK(!title_of(role, Lang::zh).empty());
    CHECK(title_of(role, Lang::zh) != title_of(role, Lang::en));
  }
  CHECK(!role_of("king"));
  CHECK(signed_in_by_of("key") == SignedInBy::key);
  CHECK(!signed_in_by_of("magic"));
}

TEST_CASE("purposes are a closed list, each for some roles") {
  CHECK(purposes().size() == 10);
  for (const Purpose& one : purposes()) {
    CHECK(find_purpose(one.id) == &one);
    bool is_for_somebody = false;
    for (const Role role : k_all_roles) {
      const auto with_paper = read_purpose(one.id, role, "授权书 2026-17");
      const auto without = read_purpose(one.id, role, "");
      CHECK(with_paper.has_value() == one.may[static_cast<std::size_t>(role)]);
      CHECK(without.has_value() == (with_paper.has_value() && !one.needs_authorisation));
      is_for_somebody = is_for_somebody || with_paper.has_value();
    }
    CHECK(is_for_somebody);
  }
  for (const char* id : {"", "curiosity", "Audit", "own_file "}) {
    CHECK(!read_purpose(id, Role::credit_office, "x"));
  }
  const auto refused = read_purpose("audit", Role::zone_manager, "");
  REQUIRE(!refused);
  CHECK(refused.error().front().hint(Lang::en).find("zone_service, authorised_inquiry (+)") !=
        std::string::npos);
}

}  // namespace sanqu::access
