// SPDX-License-Identifier: Apache-2.0
#include "access/role.hpp"

#include <algorithm>

#include "access/access.hpp"
#include "core/region_code.hpp"
#include "core/text.hpp"

namespace sanqu::access {

namespace {

struct RoleWords {
  Role role;
  std::string_view text;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<RoleWords, k_roles> k_words = {{
    {Role::public_, "public", "公众", "the public"},
    {Role::organisation, "organisation", "信用主体", "organisation"},
    {Role::department, "department", "信源单位", "source department"},
    {Role::zone_manager, "zone_manager", "信用区管理方", "zone management"},
    {Role::credit_office, "credit_office", "信用办", "credit office"},
    {Role::auditor, "auditor", "审计", "auditor"},
    {Role::administrator, "administrator", "系统管理员", "administrator"},
}};

const RoleWords& words_of(Role role) { return k_words[static_cast<std::size_t>(role)]; }

constexpr std::array<std::string_view, 5> k_ways = {"nobody", "password", "provider", "key",
                                                    "command_line"};

bool has_scope(Role role) { return role != Role::auditor && role != Role::administrator; }

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool has_class(const RoleGrant& grant, const std::string& class_id) {
  return std::ranges::any_of(grant.classes, [&](const std::string& one) {
    return one == "*" || (!class_id.empty() && one == class_id);
  });
}

}  // namespace

std::string_view text_of(Role role) { return words_of(role).text; }

std::optional<Role> role_of(std::string_view text) {
  for (const RoleWords& one : k_words) {
    if (one.text == text) return one.role;
  }
  return std::nullopt;
}

std::string_view title_of(Role role, Lang lang) {
  return lang == Lang::zh ? words_of(role).zh : words_of(role).en;
}

std::string_view text_of(SignedInBy how) { return k_ways[static_cast<std::size_t>(how)]; }

std::optional<SignedInBy> signed_in_by_of(std::string_view text) {
  const auto found = std::ranges::find(k_ways, text);
  if (found == k_ways.end()) return std::nullopt;
  return static_cast<SignedInBy>(found - k_ways.begin());
}

Result<RoleGrant> read_grant(std::string_view text) {
  if (find_bad_utf8(text)) return refuse(errors::k_role, {}, {readable_utf8(text)});
  const std::string folded = folded_cell(text);
  const std::string word = folded.substr(0, folded.find(':'));
  std::string rest = folded.size() > word.size() ? folded.substr(word.size() + 1) : "";
  const auto role = role_of(word);
  if (!role || *role == Role::public_) return refuse(errors::k_role, {}, {folded});
  RoleGrant out;
  out.role = *role;
  const auto needs = [&](const char* form) {
    return refuse(errors::k_role_needs, {}, {folded, form});
  };
  if (!has_scope(*role)) {
    if (folded != word) return needs(word.c_str());
    return out;
  }
  if (*role == Role::department) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    out.classes = split(std::string_view(rest).substr(std::min(colon + 1, rest.size())), ',');
    rest.resize(colon);
    if (out.classes.empty()) return needs("department:NAME:CLASS,... | department:NAME:*");
  }
  out.scope = folded_cell(rest);
  if (out.scope.empty()) return needs("ROLE:SCOPE");
  if (*role == Role::credit_office) {
    const auto region = RegionCode::parse(out.scope);
    if (!region) return needs("credit_office:371000");
    out.scope = region->text();
  }
  return out;
}

std::string text_of(const RoleGrant& grant) {
  std::string out(text_of(grant.role));
  if (!grant.scope.empty()) out += ":" + grant.scope;
  for (std::size_t i = 0; i < grant.classes.size(); ++i) {
    out += (i == 0 ? ":" : ",") + grant.classes[i];
  }
  return out;
}

bool go_together(Role one, Role other) {
  return one == other || (has_scope(one) && has_scope(other));
}

bool has_rows(const RoleGrant& grant) {
  if (grant.is_everywhere) return grant.role == Role::credit_office;
  if (grant.scope.empty()) return false;
  if (grant.role == Role::organisation) return !grant.proof.empty();
  if (grant.role == Role::department) return !grant.classes.empty();
  return has_scope(grant.role) && grant.role != Role::public_;
}

bool is_within(const RoleGrant& grant, const Row& row) {
  if (!has_rows(grant)) return false;
  if (grant.is_everywhere) return true;
  switch (grant.role) {
    case Role::organisation: return row.subject == grant.scope;
    case Role::department: return row.source == grant.scope && has_class(grant, row.class_id);
    case Role::zone_manager: return std::ranges::find(row.zones, grant.scope) != row.zones.end();
    case Role::credit_office: {
      const auto own = RegionCode::parse(grant.scope);
      const auto asked = RegionCode::parse(row.region);
      return own && asked && own->contains(*asked);
    }
    case Role::public_:
    case Role::auditor:
    case Role::administrator: return false;
  }
  return false;
}

}  // namespace sanqu::access
