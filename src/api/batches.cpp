// SPDX-License-Identifier: Apache-2.0
// Departments' files: sent, listed, and the lines that could not be used.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "acts/import_file.hpp"
#include "acts/look_at_file.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/http/spool.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/submissions.hpp"
#include "core/json_writer.hpp"
#include "core/sha256.hpp"
#include "intake/batch_json.hpp"
#include "intake/file_source.hpp"

namespace sanqu::api {

namespace {

access::Row row_of(const Context& context, std::string_view source, std::string_view class_id) {
  access::Row out = office_row(context);
  out.source = source;
  out.class_id = class_id;
  return out;
}

/// A batch of another department's is as unknown as one that does not exist.
Result<intake::Batch> batch_of(const Context& context, acts::Transaction& reading) {
  const std::string_view text = context.request.path_value("batch_id");
  std::int64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || stop != text.data() + text.size() || id <= 0) {
    return refuse(errors::k_batch_unknown);
  }
  auto batch = TRY(reading.batches().find_batch(id));
  if (!batch) return refuse(errors::k_batch_unknown);
  TRY(need_row(context, row_of(context, batch->source, batch->class_id), errors::k_batch_unknown));
  return std::move(*batch);
}

/// At most `wanted` of those that the caller may see, newest first, with ids below `before` (0: from the newest).
Result<std::vector<intake::Batch>> own_batches(const Context& context, acts::Transaction& reading,
                                               const std::string& source, std::uint64_t before,
                                               std::size_t wanted) {
  constexpr std::size_t k_batches_max = 100'000;
  // Most callers see all that they ask for, so the first look is at a page; else at ever more.
  for (std::size_t looked_at = before == 0 ? wanted : k_batches_max;; looked_at *= 16) {
    auto batches = TRY(reading.batches().batches(source, std::min(looked_at, k_batches_max)));
    const bool is_all = batches.size() < looked_at || looked_at >= k_batches_max;
    std::erase_if(batches, [&](const intake::Batch& one) {
      return (before != 0 && static_cast<std::uint64_t>(one.id) >= before) ||
             !may_have(context, row_of(context, one.source, one.class_id));
    });
    if (batches.size() < wanted && !is_all) continue;
    batches.resize(std::min(batches.size(), wanted));
    return batches;
  }
}

Result<std::string> digest_of_file(const std::string& path) {
  const auto source = TRY(intake::open_file_source(path));
  Sha256 digest;
  std::vector<char> piece(1 << 16);
  while (true) {
    const std::size_t bytes = TRY(source->read(piece));
    if (bytes == 0) return hex(digest.finish());
    digest.update(std::string_view(piece.data(), bytes));
  }
}

/// In the words of the receipt; a file whose name tells of folders loses them.
std::string file_name(const http::Request& request) {
  const std::string_view name = request.query_value("file").value_or("upload");
  const std::size_t slash = name.find_last_of("/\\");
  std::string out(slash == std::string_view::npos ? name : name.substr(slash + 1));
  return out.empty() ? "upload" : out;
}

http::Response receipt_response(const intake::Batch& batch) {
  http::Response out = json_response(intake::receipt_json(batch), batch.repeat_of == 0 ? 201 : 200);
  out.headers.push_back({"Location", fmt::format("/api/v1/batches/{}", batch.id)});
  return out;
}

}  // namespace

Result<http::Response> send_batch(const Context& context) {
  acts::ImportRequest request;
  request.class_id = TRY(need_query(context.request, "class"));
  request.source = TRY(need_query(context.request, "source"));
  // Nothing is told by saying so: whether there is such a source or class is not asked here.
  const access::Row row = row_of(context, request.source, request.class_id);
  TRY(acts::need_permission(context.caller, context.route.permission, row, context.world.policy));
  const std::string key = TRY(read_idempotency_key(context));
  // Imports follow each other; whoever waits here has a file that is whole already.
  const std::lock_guard writer(context.submissions.writer());
  const std::string& path = context.request.upload->path();
  std::string content;
  if (!key.empty()) {
    const std::string digest = TRY(digest_of_file(path));
    content = hex(sha256(fmt::format("{} {} {}", request.class_id, request.source, digest)));
    const auto reading = TRY(context.world.store.begin_read());
    if (auto again = TRY(replayed(context, *reading, key, content))) return std::move(*again);
  }
  request.file = file_name(context.request);
  request.now = context.world.clock.now();
  request.calendar = context.world.calendar;
  request.threads = 1;  // the other cores go on answering
  request.also = [&](acts::Transaction& writing, const intake::Batch& batch) {
    return keep_answer(context, writing, key, content, receipt_response(batch));
  };
  const auto source = TRY(intake::open_file_source(path));
  const acts::Receipt receipt = TRY(acts::import_file(context.world.store, *source, request));
  return receipt_response(receipt.batch);
}

Result<http::Response> list_batches(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 20, 200));
  const std::string source(context.request.query_value("source").value_or(""));
  const std::string of = fmt::format("batches source={}", source);
  const std::uint64_t before =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  const auto reading = TRY(context.world.store.begin_read());
  const auto batches = TRY(own_batches(context, *reading, source, before, limit + 1));
  const std::size_t shown = std::min(limit, batches.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) json.raw(intake::receipt_json(batches[i]));
  json.end_array();
  if (shown < batches.size()) {
    json.text_member("next", make_cursor(of, static_cast<std::uint64_t>(batches[shown - 1].id)));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_batch(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  return json_response(intake::receipt_json(TRY(batch_of(context, *reading))));
}

Result<http::Response> list_quarantined_lines(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 100, 1000));
  const auto reading = TRY(context.world.store.begin_read());
  const intake::Batch batch = TRY(batch_of(context, *reading));
  const std::string of = fmt::format("quarantined batch={}", batch.id);
  intake::QuarantineFilter filter;
  filter.batch = batch.id;
  filter.after_id = static_cast<std::int64_t>(
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of)));
  filter.limit = limit + 1;
  const auto lines = TRY(reading->batches().quarantined(filter));
  const std::size_t shown = std::min(limit, lines.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) json.raw(intake::quarantined_json(lines[i]));
  json.end_array();
  if (shown < lines.size()) {
    json.text_member("next", make_cursor(of, static_cast<std::uint64_t>(lines[shown - 1].id)));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

}  // namespace sanqu::api
