// SPDX-License-Identifier: Apache-2.0
// The table, and what must be true of it: the hard lines are checked when it is compiled, so no later line can break them.
#include "access/permissions.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace sanqu::access {

namespace {

using enum Permission;

constexpr Reach no = Reach::none;
constexpr Reach own = Reach::own;
constexpr Reach acc = Reach::account;
constexpr Reach all = Reach::all;

constexpr bool file = true;    // shows_file
constexpr bool change = true;  // changes
constexpr bool power = true;   // is_power
constexpr bool n = false;

// clang-format off
constexpr std::array<PermissionLine, k_permissions> k_table = {{
  // reach: public, organisation, department, zone_manager, credit_office, auditor, administrator
  {read_public_file,         "read_public_file",         "查看公开档案",     "read a public file",             n, n, n,         {all, all, all, all, all, all, all}},
  {read_published_standards, "read_published_standards", "查看已发布标准",   "read published standards",       n, n, n,         {all, all, all, all, all, all, all}},
  {read_statistics,          "read_statistics",          "查看统计",         "read statistics",                n, n, n,         {all, all, all, all, all, all, all}},
  {read_articles,            "read_articles",            "查看文章",         "read articles",                  n, n, n,         {all, all, all, all, all, all, all}},
  {read_health,              "read_health",              "查看服务是否正常", "see whether the server is alive", n, n, n,        {all, all, all, all, all, all, all}},
  {open_session,             "open_session",             "登录、退出",       "sign in and out",                n, n, n,         {all, all, all, all, all, all, all}},

  {search_subjects,          "search_subjects",          "查找主体",         "search subjects",                file, n, n,      {no,  no,  no,  own, own, all, no}},
  {read_record,              "read_record",              "查看记录",         "read a record",                  file, n, n,      {no,  own, own, own, own, all, no}},
  {read_subject_file,        "read_subject_file",        "查看信用档案",     "read a subject's file",          file, n, n,      {no,  own, no,  own, own, all, no}},
  {read_explanation,         "read_explanation",         "查看评价依据说明", "read a rating's explanation",    file, n, n,      {no,  own, no,  own, own, all, no}},
  {read_access_log,          "read_access_log",          "查看查询记录",     "read who looked at a file",      file, n, n,      {no,  own, no,  no,  own, all, no}},
  {audit_access_log,         "audit_access_log",         "查看全部查询记录", "read all looks at all files",    file, n, n,      {no,  no,  no,  no,  no,  all, no}},

  {submit_batch,             "submit_batch",             "报送数据",         "submit a batch",                 n, change, n,    {no,  no,  own, no,  own, no,  no}},
  {read_batch,               "read_batch",               "查看批次和回执",   "read a batch and its receipt",   file, n, n,      {no,  no,  own, no,  own, all, no}},
  {read_quarantine,          "read_quarantine",          "查看疑问数据",     "read quarantined lines",         file, n, n,      {no,  no,  own, no,  own, all, no}},
  {mend_quarantine,          "mend_quarantine",          "改正疑问数据",     "mend quarantined lines",         file, change, n, {no,  no,  own, no,  own, no,  no}},
  {read_quality,             "read_quality",             "查看报送质量",     "read the quality of submissions", n, n, n,        {no,  no,  own, no,  all, all, no}},

  {read_zone,                "read_zone",                "查看信用区情况",   "read a zone's figures",          n, n, n,         {no,  no,  no,  own, own, all, no}},

  {propose_standard,         "propose_standard",         "提交标准",         "propose a standard",             n, change, power, {no, no,  no,  no,  own, no,  no}},
  {approve_standard,         "approve_standard",         "批准标准",         "approve a standard",             n, change, power, {no, no,  no,  no,  own, no,  no}},
  {run_evaluation,           "run_evaluation",           "执行评价",         "run an evaluation",              n, change, n,    {no,  no,  no,  no,  own, no,  no}},
  {read_job,                 "read_job",                 "查看后台任务",     "read jobs",                      n, n, n,         {no,  no,  no,  no,  own, all, all}},

  {propose_merge,            "propose_merge",            "提出主体合并",     "propose a merge of subjects",    file, change, power, {no, no, no, no, own, no,  no}},
  {approve_merge,            "approve_merge",            "批准主体合并",     "approve a merge of subjects",    file, change, power, {no, no, no, no, own, no,  no}},

  {read_drafts,              "read_drafts",              "查看底稿",         "read drafts of articles and standards", n, n, n,        {no,  no,  no,  no,  own, all, no}},
  {edit_article,             "edit_article",             "撰写文章",         "write an article",               n, change, n,    {no,  no,  no,  no,  own, no,  no}},
  {publish_article,          "publish_article",          "发布、撤回文章",   "publish or withdraw an article", n, change, power, {no, no,  no,  no,  own, no,  no}},

  {read_own_account,         "read_own_account",         "查看本人账号",     "read one's own account",         n, n, n,         {acc, acc, acc, acc, acc, acc, acc}},
  {change_own_account,       "change_own_account",       "修改本人账号",     "change one's own account",       n, n, n,         {acc, acc, acc, acc, acc, acc, acc}},

  {read_accounts,            "read_accounts",            "查看账号和密钥",   "read accounts and keys",         n, n, n,         {no,  no,  no,  no,  no,  all, all}},
  {change_accounts,          "change_accounts",          "管理账号和密钥",   "change accounts and keys",       n, change, power, {no, no,  no,  no,  no,  no,  all}},
  {read_system,              "read_system",              "查看系统运行情况", "read how the system runs",       n, n, n,         {no,  no,  no,  no,  no,  all, all}},
  {run_system,               "run_system",               "系统运维",         "run the system",                 n, change, power, {no, no,  no,  no,  no,  no,  all}},
}};
// clang-format on

consteval bool is_in_order() {
  for (std::size_t i = 0; i < k_table.size(); ++i) {
    if (static_cast<std::size_t>(k_table[i].permission) != i) return false;
  }
  return true;
}
static_assert(is_in_order(), "the table has the order of the enumeration");

constexpr Reach reach(const PermissionLine& line, Role role) {
  return line.reach[static_cast<std::size_t>(role)];
}

// rights.md 10: "Access is by purpose". Who runs the system sees no file, and the public none that is not public.
consteval bool no_file_for(Role role) {
  return std::ranges::none_of(k_table, [&](const PermissionLine& line) {
    return line.shows_file && reach(line, role) != no;
  });
}
static_assert(no_file_for(Role::administrator));
static_assert(no_file_for(Role::public_));

consteval bool changes_nothing(Role role) {
  return std::ranges::none_of(
      k_table, [&](const PermissionLine& line) { return line.changes && reach(line, role) != no; });
}
static_assert(changes_nothing(Role::auditor));
static_assert(changes_nothing(Role::public_));
static_assert(changes_nothing(Role::organisation), "a file is not changed by whom it is about");

// Only an auditor reads files without a scope.
static_assert(std::ranges::none_of(k_table, [](const PermissionLine& line) {
  return line.shows_file && std::ranges::any_of(k_all_roles, [&](Role role) {
           return role != Role::auditor && line.reach[static_cast<std::size_t>(role)] == all;
         });
}));

/// An administrator's account sees no file and an auditor's changes nothing, whatever other roles it were to have.
bool is_barred(const Caller& caller, const PermissionLine& line) {
  return std::ranges::any_of(caller.roles, [&](const RoleGrant& grant) {
    return (grant.role == Role::administrator && line.shows_file) ||
           (grant.role == Role::auditor && line.changes);
  });
}

/// `row`: none where any would do.
bool reaches(Reach reach, const Caller& caller, const RoleGrant& grant, const Row* row) {
  switch (reach) {
    case Reach::none: return false;
    case Reach::own: return row == nullptr ? has_rows(grant) : is_within(grant, *row);
    case Reach::account:
      return caller.account != 0 && (row == nullptr || row->account == caller.account);
    case Reach::all: return true;
  }
  return false;
}

/// What the roles say, before anything is asked about how the caller signed in.
Verdict by_roles(const Caller& caller, const PermissionLine& line, const Row* row) {
  static const RoleGrant everybody;
  if (reaches(line.reach.front(), caller, everybody, row)) return {Decision::allowed, nullptr};
  if (caller.is_anonymous()) return {Decision::not_signed_in, nullptr};
  if (is_barred(caller, line)) return {Decision::role_lacks_it, nullptr};
  Verdict out{
      line.reach.front() == Reach::account ? Decision::row_is_foreign : Decision::role_lacks_it,
      nullptr};
  for (const RoleGrant& grant : caller.roles) {
    const Reach of_role = line.reach[static_cast<std::size_t>(grant.role)];
    if (reaches(of_role, caller, grant, row)) return {Decision::allowed, &grant};
    if (of_role != Reach::none) out.decision = Decision::row_is_foreign;
  }
  return out;
}

Verdict decide_on(const Caller& caller, Permission permission, const Row* row,
                  const Policy& policy) {
  const PermissionLine& line = line_of(permission);
  const Verdict verdict = by_roles(caller, line, row);
  if (!verdict.is_allowed() || verdict.authority == nullptr) {
    // Everybody's own account is changed with a session, not with a key.
    const bool is_keyed = caller.signed_in_by == SignedInBy::key;
    if (verdict.is_allowed() && is_keyed && permission == change_own_account) {
      return {Decision::key_lacks_it, nullptr};
    }
    return verdict;
  }
  if (caller.signed_in_by == SignedInBy::key) {
    const bool has_it =
        caller.key_may && std::ranges::find(*caller.key_may, line.id) != caller.key_may->end();
    if (line.is_power || !has_it) return {Decision::key_lacks_it, nullptr};
  } else if (line.is_power && policy.demands_second_factor && !caller.two_factor) {
    return {Decision::second_factor_missing, nullptr};
  }
  return verdict;
}

}  // namespace

std::span<const PermissionLine> permission_table() { return k_table; }

const PermissionLine& line_of(Permission permission) {
  const auto at = static_cast<std::size_t>(permission);
  ensure(at < k_table.size());
  return k_table[at];
}

std::optional<Permission> permission_of(std::string_view id) {
  const auto found = std::ranges::find(k_table, id, &PermissionLine::id);
  if (found == k_table.end()) return std::nullopt;
  return found->permission;
}

Verdict decide(const Caller& caller, Permission permission, const Row& row, const Policy& policy) {
  return decide_on(caller, permission, &row, policy);
}

Verdict foresee(const Caller& caller, Permission permission, const Policy& policy) {
  return decide_on(caller, permission, nullptr, policy);
}

bool allows(const Caller& caller, Permission permission, const Row& row, const Policy& policy) {
  return decide(caller, permission, row, policy).is_allowed();
}

}  // namespace sanqu::access
