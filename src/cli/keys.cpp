// SPDX-License-Identifier: Apache-2.0
// `sanqu key`: keys of departments and machines. A key's text goes to standard output, once; nothing can show it again.
#include <fmt/core.h>

#include "acts/change_key.hpp"
#include "cli/office.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

namespace {

std::string state_of(const access::ApiKey& key, Instant now, Lang lang) {
  if (key.revoked_at != Instant::min()) return std::string(in(lang, "已停用", "revoked"));
  if (key.expires_at <= now) return std::string(in(lang, "已到期", "expired"));
  return std::string(in(lang, "可用", "valid"));
}

std::string words_text(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& one : words) out += (out.empty() ? "" : " ") + one;
  return out;
}

Result<Exit> list(const KeyArguments& arguments, acts::Store& store, const Surroundings& around) {
  const auto reading = TRY(store.begin_read());
  const Instant now = around.clock.now();
  const bool is_table = format_of(arguments.format, around) == Format::table;
  const bool zh = around.lang == Lang::zh;
  TextTable table(
      zh ? std::vector<std::string>{"密钥", "账号", "用途", "状态", "到期", "最近使用", "权限"}
         : std::vector<std::string>{"key", "account", "title", "state", "ends", "used on", "may"});
  for (const access::ApiKey& key : TRY(reading->access().keys())) {
    const auto account = TRY(reading->access().get_account(key.account));
    const std::string name = account ? account->name : "";
    const std::string used = key.last_used_on.is_missing() ? "-" : key.last_used_on.text();
    const std::string state = state_of(key, now, around.lang);
    if (is_table) {
      table.row({key.prefix, name, key.title, state, key.expires_at.date().text(), used,
                 words_text(key.permissions)});
      continue;
    }
    JsonWriter json;
    json.begin_object().text_member("key", key.prefix).text_member("account", name);
    json.text_member("title", key.title).text_member("created_at", key.created_at.text());
    json.text_member("expires_at", key.expires_at.text());
    json.boolean_member("revoked", key.revoked_at != Instant::min());
    if (key.last_used_on.is_missing()) {
      json.null_member("last_used_on");
    } else {
      json.text_member("last_used_on", used);
    }
    json.name("permissions").begin_array();
    for (const std::string& one : key.permissions) json.text(one);
    json.end_array().end_object();
    around.out.line(json.take());
  }
  if (is_table) table.write(around.out);
  return Exit::done;
}

void say(const Surroundings& around, std::string_view zh, std::string_view en) {
  around.err.line(std::string(in(around.lang, zh, en)));
}

}  // namespace

Result<Exit> work_keys(const KeyArguments& arguments, const Surroundings& around) {
  using Verb = KeyArguments::Verb;
  if (arguments.verb == Verb::list) {
    const auto store = TRY(around.stores.open(arguments.store));
    return list(arguments, *store, around);
  }
  const auto office = TRY(Office::open(arguments.store, around));
  const acts::AccountTools tools = office->tools();
  const Instant now = around.clock.now();
  constexpr std::string_view by = acts::k_by_command_line;
  switch (arguments.verb) {
    case Verb::list: break;  // above
    case Verb::add: {
      const auto text = TRY(acts::add_key(
          tools, {arguments.account, arguments.title, arguments.permissions, arguments.days}, by,
          now));
      around.out.line(text.reveal());
      say(around, "密钥只显示这一次,请交给使用它的机器。",
          "The key is shown this once; give it to the machine that uses it.");
      return Exit::done;
    }
    case Verb::rotate: {
      const auto text = TRY(acts::rotate_key(tools, arguments.prefix, arguments.overlap_days,
                                             arguments.days, by, now));
      around.out.line(text.reveal());
      around.err.line(
          fmt::format(form(around.lang, "新密钥只显示这一次;旧密钥 {} 再用 {} 天。",
                           "The new key is shown this once; {} works for {} more days."),
                      arguments.prefix, arguments.overlap_days));
      return Exit::done;
    }
    case Verb::revoke:
      TRY(acts::revoke_key(tools, arguments.prefix, by, now));
      say(around, "密钥已停用。", "The key is revoked.");
      return Exit::done;
  }
  return Exit::done;
}

}  // namespace sanqu::cli
