// SPDX-License-Identifier: Apache-2.0
// `sanqu import` and `sanqu receipt`: files in, receipts out.
#include <filesystem>

#include <fmt/core.h>

#include "acts/keep_column_map.hpp"
#include "cli/progress.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "intake/batch_json.hpp"
#include "intake/file_source.hpp"

namespace sanqu::cli {

using intake::receipt_json;

namespace {

std::string file_name(const std::string& path) {
  return path == "-" ? path : std::filesystem::path(path).filename().string();
}

Result<bool> save_column_map(const ImportArguments& arguments, acts::Store& store, Instant now) {
  if (arguments.map.empty()) return true;
  std::vector<std::pair<std::string, std::string>> map;
  for (const std::string& pair : arguments.map) {
    const std::size_t at = pair.rfind('=');
    map.emplace_back(pair.substr(0, at), pair.substr(at + 1));
  }
  return acts::keep_column_map(store, arguments.source, arguments.class_id, map, now);
}

Result<acts::Receipt> import_one(const std::string& path, const ImportArguments& arguments,
                                 acts::Store& store, const WorkdayCalendar* calendar,
                                 const Surroundings& around) {
  const auto source = TRY(intake::open_file_source(path));
  Progress progress(around.err, around.err_is_terminal,
                    fmt::format(form(around.lang, "导入 {}:", "importing {}:"), path));
  acts::ImportRequest request;
  request.class_id = arguments.class_id;
  request.source = arguments.source;
  request.file = file_name(path);
  request.recorded_at = arguments.recorded_at;
  request.now = around.clock.now();
  request.calendar = calendar;
  request.lines_done = &progress.done();
  request.reevaluates = arguments.reevaluates;
  request.threads = arguments.threads;
  return acts::import_file(store, *source, request);
}

std::string lines_text(const std::vector<std::uint64_t>& lines) {
  constexpr std::size_t k_shown = 10;
  std::string text;
  for (std::size_t i = 0; i < lines.size() && i < k_shown; ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(lines[i]);
  }
  return lines.size() > k_shown ? text + " …" : text;
}

}  // namespace

void write_receipt(const acts::Receipt& receipt, const Surroundings& around) {
  const intake::Batch& batch = receipt.batch;
  const intake::LineCounts& counts = batch.counts;
  const auto say = [&](std::string_view zh, std::string_view en, const auto&... values) {
    around.out.line(fmt::format(form(around.lang, zh, en), values...));
  };
  say("回执  批次 {}  {}  {}  来自 {}", "receipt  batch {}  {}  {}  from {}", batch.id, batch.file,
      batch.class_id, batch.source);
  say("  入库时间 {}  SHA-256 {}", "  recorded at {}  SHA-256 {}", batch.recorded_at.text(),
      batch.sha256);
  if (batch.repeat_of != 0) {
    say("  与批次 {} 完全相同的文件,没有改变任何内容",
        "  the very file of batch {}: nothing changed", batch.repeat_of);
    return;
  }
  say("  读入 {} 行:新增 {},未变 {}(本文件内重复 {}),更正 {},疑问 {}",
      "  {} lines: {} accepted, {} unchanged ({} twice in this file), {} corrected, {} quarantined",
      grouped(counts.read), grouped(counts.accepted), grouped(counts.unchanged),
      grouped(counts.duplicate), grouped(counts.corrected), grouped(counts.quarantined));
  if (counts.persons > 0) {
    say("  另有 {} 行涉及自然人,拒收,内容未留存(第 {} 行)",
        "  {} lines about natural persons were refused and kept nowhere (lines {})",
        grouped(counts.persons), lines_text(batch.person_lines));
  }
  if (counts.late > 0) {
    say("  迟报 {} 条(有时限的 {} 条)", "  {} late, of {} with a time limit", grouped(counts.late),
        grouped(counts.timed));
  }
  for (const auto& [code, count] : batch.by_code) {
    around.out.line(fmt::format("    {:<32}{:>8}", code, grouped(count)));
  }
  for (const acts::Reevaluated& rating : receipt.ratings) {
    say("  按 {} 重新评价 {} 个主体,{} 个结果有变化",
        "  by {}: {} subjects evaluated again, {} results changed", rating.standard,
        grouped(rating.evaluated), grouped(rating.changed));
  }
  if (counts.quarantined > 0) {
    say("  查看疑问数据:sanqu quarantine list --batch {}",
        "  see them: sanqu quarantine list --batch {}", batch.id);
  }
}

Result<Exit> import_files(const ImportArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  TRY(save_column_map(arguments, *store, around.clock.now()));
  const auto calendar = read_calendar(around);
  bool all_taken = true;
  const Format format = format_of(arguments.format, around);
  for (const std::string& path : arguments.files) {
    const acts::Receipt receipt =
        TRY(import_one(path, arguments, *store, calendar ? &*calendar : nullptr, around));
    for (const Error& notice : receipt.notices) around.err.line(notice.render(around.lang));
    if (format == Format::table) {
      write_receipt(receipt, around);
    } else {
      around.out.line(receipt_json(receipt.batch));
    }
    around.out.flush();
    all_taken =
        all_taken && receipt.batch.counts.quarantined == 0 && receipt.batch.counts.persons == 0;
  }
  return all_taken ? Exit::done : Exit::refused;
}

Result<Exit> show_receipts(const ReceiptArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  const auto reading = TRY(store->begin_read());
  const Format format = format_of(arguments.format, around);
  if (arguments.id != 0) {
    const auto batch = TRY(reading->batches().find_batch(arguments.id));
    if (!batch) {
      around.err.line(
          fmt::format(form(around.lang, "没有批次 {}", "there is no batch {}"), arguments.id));
      return Exit::refused;
    }
    if (format == Format::table) {
      write_receipt({*batch, {}, {}}, around);
    } else {
      around.out.line(receipt_json(*batch));
    }
    return Exit::done;
  }
  const auto batches = TRY(reading->batches().batches(arguments.source, arguments.limit));
  if (format != Format::table) {
    for (const intake::Batch& batch : batches) around.out.line(receipt_json(batch));
    return Exit::done;
  }
  const bool zh = around.lang == Lang::zh;
  TextTable table(zh ? std::vector<std::string>{">批次", "入库时间", "来源", "类别", "文件",
                                                ">读入", ">新增", ">未变", ">更正", ">疑问",
                                                ">自然人"}
                     : std::vector<std::string>{">batch", "recorded at", "source", "class", "file",
                                                ">read", ">accepted", ">unchanged", ">corrected",
                                                ">quarantined", ">persons"});
  for (const intake::Batch& batch : batches) {
    table.row({std::to_string(batch.id), batch.recorded_at.text(), batch.source, batch.class_id,
               batch.file, grouped(batch.counts.read), grouped(batch.counts.accepted),
               grouped(batch.counts.unchanged), grouped(batch.counts.corrected),
               grouped(batch.counts.quarantined), grouped(batch.counts.persons)});
  }
  table.write(around.out);
  return Exit::done;
}

}  // namespace sanqu::cli
