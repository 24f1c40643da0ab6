// SPDX-License-Identifier: Apache-2.0
// `sanqu standard propose|proposals|approve|refuse|publish`: two people publish a standard. `publish` is both steps in one
// for where both sit at one desk; the store still refuses one name for two.
#include <fmt/core.h>

#include "acts/publish_standard.hpp"
#include "cli/rule_files.hpp"
#include "cli/store_commands.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

using standards::PublishedStandard;

namespace {

Result<PublishedStandard> propose(const PublishArguments& arguments, acts::Store& store,
                                  Instant now) {
  const auto files = TRY(read_standard_files(arguments.what, arguments.standards));
  return acts::propose_standard(store, files, arguments.active_from.value_or(now.date()),
                                arguments.author, now);
}

Result<PublishedStandard> settle(const PublishArguments& arguments, acts::Store& store,
                                 Instant now) {
  const std::size_t at = arguments.what.find('@');
  const std::string id = arguments.what.substr(0, at);
  const std::string version = at == std::string::npos ? "" : arguments.what.substr(at + 1);
  if (arguments.verb == PublishArguments::Verb::refuse) {
    return acts::refuse_standard(store, id, version, arguments.approver, arguments.reason, now);
  }
  return acts::approve_standard(store, id, version, arguments.approver, now);
}

void say_published(const PublishedStandard& one, const Surroundings& around) {
  around.err.line(fmt::format(
      form(around.lang, "{}@{} 已发布({} 拟定,{} 批准),{} 起施行。全部评价:sanqu evaluate --full",
           "{}@{} is published (by {}, approved by {}), active from {}. Evaluate everybody: sanqu "
           "evaluate --full"),
      one.id, one.version, one.author, one.approver, one.active_from.text()));
}

Result<Exit> list_proposals(const PublishArguments& arguments, acts::Store& store,
                            const Surroundings& around) {
  const auto reading = TRY(store.begin_read());
  const auto open = TRY(reading->standards().open_proposals());
  const bool is_table = format_of(arguments.format, around) == Format::table;
  for (const PublishedStandard& one : open) {
    if (is_table) {
      around.out.line(fmt::format(form(around.lang, "{}@{}  {} 于 {} 提交,拟自 {} 起施行",
                                       "{}@{}  proposed by {} on {}, to be active from {}"),
                                  one.id, one.version, one.author, one.published_at.date().text(),
                                  one.active_from.text()));
      continue;
    }
    JsonWriter json;
    json.begin_object().text_member("standard", one.id).text_member("version", one.version);
    json.text_member("author", one.author);
    json.text_member("proposed_at", one.published_at.text());
    json.text_member("active_from", one.active_from.text()).end_object();
    around.out.line(json.take());
  }
  if (is_table && open.empty()) {
    around.out.line(std::string(
        in(around.lang, "没有待批准的标准。提交:sanqu standard propose 文件 --author 姓名",
           "No proposal is open. Propose one: sanqu standard propose FILE "
           "--author NAME")));
  }
  return Exit::done;
}

}  // namespace

Result<Exit> publish_standard(const PublishArguments& arguments, const Surroundings& around) {
  using Verb = PublishArguments::Verb;
  const auto store = TRY(around.stores.open(arguments.store));
  const Instant now = around.clock.now();
  switch (arguments.verb) {
    case Verb::proposals: return list_proposals(arguments, *store, around);
    case Verb::propose: {
      const auto one = TRY(propose(arguments, *store, now));
      around.err.line(fmt::format(
          form(around.lang,
               "{}@{} 已提交,等另一位同事批准:sanqu standard approve {}@{} --approver 姓名",
               "{}@{} is proposed; somebody else approves it: sanqu standard approve {}@{} "
               "--approver NAME"),
          one.id, one.version, one.id, one.version));
      return Exit::done;
    }
    case Verb::approve: say_published(TRY(settle(arguments, *store, now)), around); break;
    case Verb::refuse: {
      const auto one = TRY(settle(arguments, *store, now));
      around.err.line(fmt::format(
          form(around.lang, "{}@{} 已退回 {}。", "{}@{} is refused; {} may propose it again."),
          one.id, one.version, one.author));
      return Exit::done;
    }
    case Verb::publish: {
      const auto files = TRY(read_standard_files(arguments.what, arguments.standards));
      const Date from = arguments.active_from.value_or(now.date());
      const auto published = TRY(
          acts::publish_standard(*store, files, from, arguments.author, arguments.approver, now));
      say_published(published, around);
      break;
    }
  }
  return Exit::done;
}

}  // namespace sanqu::cli
