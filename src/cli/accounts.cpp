// SPDX-License-Identifier: Apache-2.0
// `sanqu account`: a small office without the server. Who may run it is who may read and write the store's file.
#include <fmt/core.h>

#include "access/access.hpp"
#include "acts/change_account.hpp"
#include "acts/sign_in.hpp"
#include "cli/errors.hpp"
#include "cli/office.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

using access::Account;
using access::Secret;

namespace {

std::string roles_text(const std::vector<access::RoleGrant>& roles) {
  std::string out;
  for (const access::RoleGrant& one : roles) {
    if (!out.empty()) out += "  ";
    out += access::text_of(one);
  }
  return out;
}

/// Typed twice at a terminal.
Result<Secret> new_password(const Surroundings& around) {
  Secret first = TRY(around.secrets.read(in(around.lang, "新密码:", "new password: ")));
  if (!around.secrets.is_terminal()) return first;
  const Secret second = TRY(around.secrets.read(in(around.lang, "再输一次:", "once more: ")));
  if (!access::is_same_secret(first.reveal(), second.reveal())) {
    return refuse(errors::k_secrets_differ);
  }
  return first;
}

Result<std::vector<access::RoleGrant>> read_grants(const AccountArguments& arguments) {
  std::vector<access::RoleGrant> out;
  for (const std::string& text : arguments.roles) {
    access::RoleGrant grant = TRY(access::read_grant(text));
    if (grant.role == access::Role::organisation) grant.proof = arguments.proof;
    out.push_back(std::move(grant));
  }
  return out;
}

void say(const Surroundings& around, std::string_view zh, std::string_view en,
         const std::string& name) {
  around.err.line(fmt::format(form(around.lang, zh, en), name));
}

Result<Exit> add(const AccountArguments& arguments, const acts::AccountTools& tools,
                 const Surroundings& around) {
  acts::NewAccount account;
  account.name = arguments.name;
  account.person = arguments.person;
  account.organisation = arguments.office;
  account.roles = TRY(read_grants(arguments));
  account.identity = arguments.identity;
  const bool has_password = !arguments.is_machine && account.identity.empty();
  if (has_password) account.password = TRY(new_password(around));
  TRY(acts::add_account(tools, account, acts::k_by_command_line, around.clock.now()));
  say(around, "已建立账号 {}。", "The account {} is made.", arguments.name);
  return Exit::done;
}

std::string state_of(const Account& account, Lang lang) {
  if (account.is_disabled) return std::string(in(lang, "已停用", "disabled"));
  if (!account.identity.empty()) return std::string(in(lang, "统一登录", "provider"));
  if (account.password.empty()) return std::string(in(lang, "机器", "machine"));
  return std::string(account.totp.empty() ? in(lang, "密码", "password")
                                          : in(lang, "密码+动态码", "password and code"));
}

Result<Exit> list(const AccountArguments& arguments, acts::Store& store,
                  const Surroundings& around) {
  const auto reading = TRY(store.begin_read());
  const bool is_table = format_of(arguments.format, around) == Format::table;
  const bool zh = around.lang == Lang::zh;
  TextTable table(zh ? std::vector<std::string>{"账号", "姓名", "单位", "登录", "角色"}
                     : std::vector<std::string>{"account", "person", "office", "sign-in", "roles"});
  for (const Account& account : TRY(reading->access().accounts())) {
    const auto roles = TRY(reading->access().grants(account.id));
    if (is_table) {
      table.row({account.name, account.person, account.organisation, state_of(account, around.lang),
                 roles_text(roles)});
      continue;
    }
    JsonWriter json;
    json.begin_object().text_member("account", account.name);
    json.text_member("person", account.person).text_member("office", account.organisation);
    json.boolean_member("disabled", account.is_disabled);
    json.boolean_member("password", !account.password.empty());
    json.boolean_member("second_factor", !account.totp.empty());
    json.name("roles").begin_array();
    for (const access::RoleGrant& one : roles) json.text(access::text_of(one));
    json.end_array().end_object();
    around.out.line(json.take());
  }
  if (is_table) table.write(around.out);
  return Exit::done;
}

Result<Exit> change_roles(const AccountArguments& arguments, const acts::AccountTools& tools,
                          const Surroundings& around) {
  const Instant now = around.clock.now();
  const auto grants = TRY(read_grants(arguments));
  for (const std::string& role : arguments.removed) {
    TRY(acts::revoke_role(tools, arguments.name, role, acts::k_by_command_line, now));
  }
  for (const access::RoleGrant& grant : grants) {
    TRY(acts::grant_role(tools, arguments.name, grant, acts::k_by_command_line, now));
  }
  const auto reading = TRY(tools.store.begin_read());
  const Account account = TRY(find_account(*reading, arguments.name));
  for (const access::RoleGrant& one : TRY(reading->access().grants(account.id))) {
    around.out.line(fmt::format("{}  {}  {} {}", access::text_of(one),
                                access::title_of(one.role, around.lang),
                                one.granted_at.date().text(), one.granted_by));
  }
  return Exit::done;
}

/// Signs in and out again: does this password work, and for what?
Result<Exit> check(const AccountArguments& arguments, const acts::AccountTools& tools,
                   const Surroundings& around) {
  const Secret password = TRY(around.secrets.read(in(around.lang, "密码:", "password: ")));
  const auto in_now =
      acts::sign_in(tools, {arguments.name, password, arguments.code, ""}, around.clock.now());
  if (!in_now) {
    const Errors& found = in_now.error();
    const ErrorCode* code = found.front().code;
    if (code != &access::errors::k_sign_in_failed && code != &access::errors::k_wait &&
        code != &access::errors::k_second_factor_wanted) {
      return refuse_all(found);
    }
    for (const Error& error : found) around.err.line(error.render(around.lang));
    return Exit::refused;
  }
  TRY(acts::sign_out(tools, in_now->token.reveal()));
  around.out.line(fmt::format(form(around.lang, "{} 可以登录:{}", "{} can sign in: {}"),
                              in_now->caller.name, roles_text(in_now->caller.roles)));
  return Exit::done;
}

/// The owner's own doing: with the password, then with a code from the application.
Result<Exit> turn_on(const AccountArguments& arguments, const acts::AccountTools& tools,
                     const Surroundings& around) {
  const Secret password = TRY(around.secrets.read(in(around.lang, "密码:", "password: ")));
  const auto signed_in =
      TRY(acts::sign_in(tools, {arguments.name, password, arguments.code, ""}, around.clock.now()));
  const auto offer = TRY(acts::offer_second_factor(tools, signed_in.caller));
  around.out.line(offer.key_text.reveal());
  around.out.line(offer.address.reveal());
  around.out.flush();
  const Secret code = TRY(
      around.secrets.read(in(around.lang, "把上面的密钥加入验证器,然后输入 6 位数字:",
                             "put this key into the authenticator, then type its six digits: ")));
  const auto codes = TRY(acts::turn_on_second_factor(tools, signed_in.caller, offer.pending,
                                                     code.reveal(), around.clock.now()));
  TRY(acts::sign_out(tools, signed_in.token.reveal()));
  say(around, "{} 的第二因素已启用。恢复码(每个用一次,请收好):",
      "The second factor of {} is on. Recovery codes (each works once, keep them):",
      arguments.name);
  for (const Secret& one : codes) around.out.line(one.reveal());
  return Exit::done;
}

Result<Exit> history(const AccountArguments& arguments, acts::Store& store,
                     const Surroundings& around) {
  const auto reading = TRY(store.begin_read());
  const Account account = TRY(find_account(*reading, arguments.name));
  for (const access::AccountEvent& one : TRY(reading->access().events(account.id))) {
    around.out.line(fmt::format("{}  {}  {}  {}", one.at.text(), one.what, one.detail, one.by));
  }
  return Exit::done;
}

}  // namespace

Result<Exit> work_accounts(const AccountArguments& arguments, const Surroundings& around) {
  using Verb = AccountArguments::Verb;
  if (arguments.verb == Verb::list || arguments.verb == Verb::history) {
    const auto store = TRY(around.stores.open(arguments.store));
    const bool is_list = arguments.verb == Verb::list;
    return is_list ? list(arguments, *store, around) : history(arguments, *store, around);
  }
  const auto office = TRY(Office::open(arguments.store, around));
  const acts::AccountTools tools = office->tools();
  const Instant now = around.clock.now();
  const std::string& name = arguments.name;
  constexpr std::string_view by = acts::k_by_command_line;
  switch (arguments.verb) {
    case Verb::list:
    case Verb::history: break;  // above
    case Verb::add: return add(arguments, tools, around);
    case Verb::roles: return change_roles(arguments, tools, around);
    case Verb::check: return check(arguments, tools, around);
    case Verb::disable:
      TRY(acts::disable_account(tools, name, acts::Disabling::disable, by, now));
      say(around, "账号 {} 已停用,登录即刻失效。", "The account {} is disabled, signed out.", name);
      return Exit::done;
    case Verb::enable:
      TRY(acts::disable_account(tools, name, acts::Disabling::enable, by, now));
      say(around, "账号 {} 已恢复。", "The account {} is enabled.", name);
      return Exit::done;
    case Verb::reset_password: {
      const Secret password = TRY(new_password(around));
      TRY(acts::reset_password(tools, name, password, by, now));
      say(around, "账号 {} 的密码已重置。", "The password of {} is reset.", name);
      return Exit::done;
    }
    case Verb::second_factor:
      if (!arguments.off) return turn_on(arguments, tools, around);
      TRY(acts::turn_off_second_factor(tools, name, by, now));
      say(around, "账号 {} 的第二因素已取消。", "The second factor of {} is off.", name);
      return Exit::done;
  }
  return Exit::done;
}

}  // namespace sanqu::cli
