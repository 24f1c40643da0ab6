// SPDX-License-Identifier: Apache-2.0
// `sanqu quarantine list|show|export|retry`: the lines that could not be used, until they can.
#include <fmt/core.h>

#include "acts/retry_quarantine.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "intake/batch_json.hpp"
#include "intake/file_source.hpp"

namespace sanqu::cli {

namespace {

using intake::quarantined_json;
using intake::QuarantinedLine;
using intake::receipt_json;

/// What was found, each with code and field, a line each: for people.
std::vector<std::string> finding_lines(const std::string& findings, Lang lang) {
  std::vector<std::string> out;
  const auto json = parse_json("findings", findings);
  if (!json) return out;
  for (const JsonValue& finding : json->items) {
    const auto text = [&](const char* name) {
      const JsonValue* member = finding.find(name);
      return member != nullptr ? member->text : std::string();
    };
    const bool zh = lang == Lang::zh;
    const std::string field = text("field");
    std::string line = field.empty() ? "" : field + ": ";
    line += text(zh ? "zh" : "en") + " [" + text("code") + "]";
    out.push_back(std::move(line));
    const std::string hint = text(zh ? "hint_zh" : "hint_en");
    if (!hint.empty()) out.push_back((zh ? "  提示:" : "  hint: ") + hint);
  }
  return out;
}

void write_line(const QuarantinedLine& line, const Surroundings& around) {
  around.out.line(fmt::format(form(around.lang, "疑问数据 {}  批次 {}  第 {} 行  {}",
                                   "quarantined line {}  batch {}  line {}  {}"),
                              line.id, line.batch, line.line, line.class_id));
  for (const std::string& text : finding_lines(line.findings, around.lang)) {
    around.out.line("  " + text);
  }
  around.out.line(
      fmt::format(form(around.lang, "  原文:{}", "  as sent: {}"), readable_utf8(line.raw)));
}

Result<Exit> list(const QuarantineArguments& arguments, acts::Transaction& reading,
                  const Surroundings& around) {
  intake::QuarantineFilter filter;
  filter.batch = arguments.batch;
  filter.source = arguments.source;
  filter.code = arguments.code;
  filter.limit = arguments.limit;
  const auto lines = TRY(reading.batches().quarantined(filter));
  if (format_of(arguments.format, around) != Format::table) {
    for (const QuarantinedLine& line : lines) around.out.line(quarantined_json(line));
    return Exit::done;
  }
  for (const QuarantinedLine& line : lines) write_line(line, around);
  const std::uint64_t all = TRY(reading.batches().count_quarantined(filter));
  around.out.line(
      fmt::format(form(around.lang, "待处理 {} 行,列出 {} 行", "{} lines are open, {} are listed"),
                  grouped(all), grouped(lines.size())));
  if (all > 0) {
    around.out.line(std::string(in(around.lang,
                                   "改正:sanqu quarantine export --batch 批次 > 改正.csv,改好后 "
                                   "sanqu quarantine retry 改正.csv",
                                   "mend: sanqu quarantine export --batch N > mend.csv, then sanqu "
                                   "quarantine retry mend.csv")));
  }
  return Exit::done;
}

Result<Exit> show(const QuarantineArguments& arguments, acts::Transaction& reading,
                  const Surroundings& around) {
  intake::QuarantineFilter filter;
  filter.id = arguments.id;
  filter.state.reset();
  const auto lines = TRY(reading.batches().quarantined(filter));
  for (const QuarantinedLine& line : lines) {
    if (format_of(arguments.format, around) == Format::table) {
      write_line(line, around);
    } else {
      around.out.line(quarantined_json(line));
    }
  }
  if (lines.empty()) {
    around.err.line(fmt::format(
        form(around.lang, "没有编号为 {} 的疑问数据", "there is no quarantined line {}"),
        arguments.id));
  }
  return lines.empty() ? Exit::refused : Exit::done;
}

Result<Exit> export_lines(const QuarantineArguments& arguments, acts::Transaction& reading,
                          const Surroundings& around) {
  const auto batch = TRY(reading.batches().find_batch(arguments.batch));
  if (!batch) {
    around.err.line(
        fmt::format(form(around.lang, "没有批次 {}", "there is no batch {}"), arguments.batch));
    return Exit::refused;
  }
  around.out.write("\xEF\xBB\xBF");  // so that a spreadsheet takes it for UTF-8
  around.out.write(acts::export_header(*batch) + "\r\n");
  intake::QuarantineFilter filter;
  filter.batch = arguments.batch;
  filter.source = arguments.source;
  filter.code = arguments.code;
  while (true) {
    const auto lines = TRY(reading.batches().quarantined(filter));
    for (const QuarantinedLine& line : lines) {
      around.out.write(readable_utf8(acts::export_line(*batch, line, around.lang)) + "\r\n");
    }
    if (lines.size() < filter.limit) return Exit::done;
    filter.after_id = lines.back().id;
  }
}

Result<Exit> retry(const QuarantineArguments& arguments, acts::Store& store,
                   const Surroundings& around) {
  acts::Retried retried;
  if (arguments.file.empty()) {
    intake::QuarantineFilter filter;
    filter.batch = arguments.batch;
    filter.source = arguments.source;
    filter.code = arguments.code;
    filter.id = arguments.id;
    retried = TRY(acts::retry_quarantined(store, filter, around.clock.now()));
  } else {
    const auto source = TRY(intake::open_file_source(arguments.file));
    retried = TRY(acts::retry_mended(store, *source, around.clock.now()));
  }
  if (format_of(arguments.format, around) != Format::table) {
    JsonWriter json;
    json.begin_object().integer_member("tried", static_cast<std::int64_t>(retried.tried));
    json.integer_member("mended", static_cast<std::int64_t>(retried.mended));
    json.integer_member("still_refused", static_cast<std::int64_t>(retried.still_refused));
    json.name("refused").begin_array();
    for (const auto& [id, findings] : retried.findings) {
      json.begin_object()
          .integer_member("id", id)
          .name("findings")
          .raw(findings.empty() ? "[]" : findings);
      json.end_object();
    }
    json.end_array().name("receipts").begin_array();
    for (const acts::Receipt& receipt : retried.receipts) json.raw(receipt_json(receipt.batch));
    json.end_array().end_object();
    around.out.line(json.take());
  } else {
    for (const auto& [id, findings] : retried.findings) {
      around.out.line(
          fmt::format(form(around.lang, "疑问数据 {} 仍不能用:", "line {} is still refused:"), id));
      for (const std::string& text : finding_lines(findings, around.lang)) {
        around.out.line("  " + text);
      }
    }
    for (const acts::Receipt& receipt : retried.receipts) write_receipt(receipt, around);
    around.out.line(fmt::format(form(around.lang, "重试 {} 行:已入库 {} 行,仍有疑问 {} 行",
                                     "{} lines tried: {} are in, {} are still refused"),
                                grouped(retried.tried), grouped(retried.mended),
                                grouped(retried.still_refused)));
  }
  return retried.still_refused == 0 ? Exit::done : Exit::refused;
}

}  // namespace

Result<Exit> work_quarantine(const QuarantineArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  using Verb = QuarantineArguments::Verb;
  if (arguments.verb == Verb::retry) return retry(arguments, *store, around);
  const auto reading = TRY(store->begin_read());
  switch (arguments.verb) {
    case Verb::show: return show(arguments, *reading, around);
    case Verb::export_: return export_lines(arguments, *reading, around);
    default: return list(arguments, *reading, around);
  }
}

}  // namespace sanqu::cli
