// SPDX-License-Identifier: Apache-2.0
#include "access/purposes.hpp"

#include <algorithm>

#include "access/access.hpp"

namespace sanqu::access {

namespace {

constexpr bool o = false;
constexpr bool X = true;

// clang-format off
constexpr std::array<Purpose, 10> k_purposes = {{
  //                                                                          needs paper  pub org dep zon off aud adm
  {"own_file",           "本单位查询",           "the organisation's own file",          o, {o, X, o, o, o, o, o}},
  {"data_quality",       "数据核查",             "checking data that was submitted",     o, {o, o, X, o, X, o, o}},
  {"supervision",        "行政监管",             "regulation by an authority",           o, {o, o, X, o, X, o, o}},
  {"evaluation_check",   "评价结果复核",         "checking an evaluation",               o, {o, o, o, o, X, o, o}},
  {"objection",          "异议处理",             "answering an objection",               o, {o, o, X, o, X, o, o}},
  {"repair",             "信用修复",             "deciding on a credit repair",          o, {o, o, X, o, X, o, o}},
  {"measure",            "惩戒、激励措施审查",   "deciding on a listed measure",         X, {o, o, X, o, X, o, o}},
  {"zone_service",       "信用区管理与服务",     "management and services of a zone",    o, {o, o, o, X, o, o, o}},
  {"authorised_inquiry", "经主体授权查询",       "an inquiry that the subject authorised", X, {o, o, X, X, X, o, o}},
  {"audit",              "审计监督",             "audit",                                o, {o, o, o, o, o, X, o}},
}};
// clang-format on

static_assert(std::ranges::none_of(k_purposes, [](const Purpose& one) {
  return one.may[static_cast<std::size_t>(Role::administrator)] ||
         one.may[static_cast<std::size_t>(Role::public_)];
}));

}  // namespace

std::span<const Purpose> purposes() { return k_purposes; }

const Purpose* find_purpose(std::string_view id) {
  const auto found = std::ranges::find(k_purposes, id, &Purpose::id);
  return found == k_purposes.end() ? nullptr : &*found;
}

Result<const Purpose*> read_purpose(std::string_view id, Role role,
                                    std::string_view authorisation) {
  const Purpose* purpose = find_purpose(id);
  const bool may = purpose != nullptr && purpose->may[static_cast<std::size_t>(role)] &&
                   (!purpose->needs_authorisation || !authorisation.empty());
  if (may) return purpose;
  std::string allowed;
  for (const Purpose& one : k_purposes) {
    if (!one.may[static_cast<std::size_t>(role)]) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += one.id;
    if (one.needs_authorisation) allowed += " (+)";
  }
  return refuse(errors::k_purpose, {}, {std::string(id), allowed});
}

}  // namespace sanqu::access
