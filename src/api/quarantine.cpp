// SPDX-License-Identifier: Apache-2.0
// Quarantined lines at the department's desk: found by code, shown cell by cell, mended in the browser or in a file, and read
// again by the act that the command line uses.
#include <algorithm>

#include <fmt/format.h>

#include "acts/look_at_file.hpp"
#include "acts/retry_quarantine.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/http/spool.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/rows.hpp"
#include "api/submissions.hpp"
#include "core/csv_line.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "intake/batch_json.hpp"
#include "intake/file_source.hpp"
#include "intake/memory_source.hpp"
#include "intake/table.hpp"

namespace sanqu::api {

namespace {

struct Cell {
  std::string column;
  std::string value;
};

struct OpenLine {
  intake::QuarantinedLine line;
  intake::Batch batch;
  std::vector<Cell> cells;
};

bool is_json_line(const intake::Batch& batch) { return batch.header.empty(); }

std::vector<Cell> cells_of_json(const std::string& raw) {
  std::vector<Cell> out;
  const auto value = parse_json("line", raw);
  if (!value) return out;
  for (const JsonMember& member : value->members) {
    const bool is_plain =
        member.value.kind == JsonValue::Kind::text || member.value.kind == JsonValue::Kind::number;
    if (is_plain) out.push_back({member.name, member.value.text});
  }
  return out;
}

/// By the batch's header; a column that the line lacks is empty, so that it can be filled in.
std::vector<Cell> cells_of_csv(const std::string& header, const std::string& raw) {
  const std::string text = header + "\n" + raw + "\n";
  intake::MemorySource source(text);
  std::vector<std::string> values;
  const auto columns = intake::read_table(
      source, [&](std::uint32_t, const std::vector<std::string>& cells) { values = cells; },
      [](std::string_view, const Errors&) {});
  std::vector<Cell> out;
  if (!columns) return out;
  for (std::size_t i = 0; i < columns->size(); ++i) {
    out.push_back({(*columns)[i], i < values.size() ? values[i] : ""});
  }
  return out;
}

/// An open line in the path; one of another department's is as unknown as one that is settled.
Result<OpenLine> line_of(const Context& context) {
  const std::int64_t id = TRY(number_in_path(context, "line_id", errors::k_line_unknown));
  const auto reading = TRY(context.world.store.begin_read());
  intake::QuarantineFilter filter;
  filter.id = id;
  auto lines = TRY(reading->batches().quarantined(filter));
  if (lines.empty()) return refuse(errors::k_line_unknown);
  OpenLine out;
  out.line = std::move(lines.front());
  auto batch = TRY(reading->batches().find_batch(out.line.batch));
  if (!batch) return refuse(errors::k_line_unknown);
  out.batch = std::move(*batch);
  const access::Row row = batch_row(context, out.batch.source, out.batch.class_id);
  TRY(need_row(context, row, errors::k_line_unknown));
  out.cells = is_json_line(out.batch) ? cells_of_json(out.line.raw)
                                      : cells_of_csv(out.batch.header, out.line.raw);
  return out;
}

/// The line with the values of `fields` in their columns.
Result<std::string> mended(const OpenLine& of, const JsonValue& fields) {
  std::vector<Cell> cells = of.cells;
  for (const JsonMember& field : fields.members) {
    const auto cell = std::ranges::find(cells, field.name, &Cell::column);
    if (field.value.kind != JsonValue::Kind::text) {
      return refuse(errors::k_body_member, {"", 0, 0, field.name},
                    {readable_utf8(field.name), "文本", "a text"});
    }
    if (cell != cells.end()) {
      cell->value = field.value.text;
    } else if (is_json_line(of.batch)) {
      cells.push_back({field.name, field.value.text});
    } else {
      return refuse(errors::k_column_unknown, {"", 0, 0, field.name}, {readable_utf8(field.name)});
    }
  }
  if (is_json_line(of.batch)) {
    JsonWriter json;
    json.begin_object();
    for (const Cell& cell : cells) json.text_member(cell.column, cell.value);
    return json.end_object().take();
  }
  std::string out;
  CsvLine line(out, CsvLine::For::reading_back);
  for (const Cell& cell : cells) line.cell(cell.value);
  return out;
}

std::string retried_json(const acts::Retried& retried) {
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  JsonWriter json;
  json.begin_object().integer_member("tried", number(retried.tried));
  json.integer_member("mended", number(retried.mended));
  json.integer_member("still_refused", number(retried.still_refused));
  json.name("lines").begin_array();
  for (const auto& [id, findings] : retried.findings) {
    json.begin_object().integer_member("id", id).name("findings").raw(findings).end_object();
  }
  json.end_array().name("receipts").begin_array();
  for (const acts::Receipt& receipt : retried.receipts) {
    json.raw(intake::receipt_json(receipt.batch));
  }
  return json.end_array().end_object().take();
}

acts::MayMend those_allowed(const Context& context) {
  return [&context](const intake::Batch& batch) {
    return may_have(context, batch_row(context, batch.source, batch.class_id));
  };
}

}  // namespace

Result<http::Response> list_open_lines(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 50, 500));
  intake::QuarantineFilter filter;
  filter.source = context.request.query_value("source").value_or("");
  filter.code = context.request.query_value("code").value_or("");
  const std::string of = fmt::format("lines source={} code={}", filter.source, filter.code);
  filter.after_id = static_cast<std::int64_t>(
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of)));
  filter.limit = limit + 1;
  const auto reading = TRY(context.world.store.begin_read());
  std::map<std::int64_t, bool> may;  // by batch
  std::vector<intake::QuarantinedLine> own;
  while (own.size() <= limit) {
    const auto found = TRY(reading->batches().quarantined(filter));
    for (const intake::QuarantinedLine& line : found) {
      if (!may.contains(line.batch)) {
        const auto batch = TRY(reading->batches().find_batch(line.batch));
        may[line.batch] =
            batch && may_have(context, batch_row(context, batch->source, batch->class_id));
      }
      if (may[line.batch] && own.size() <= limit) own.push_back(line);
    }
    if (found.size() < filter.limit) break;
    filter.after_id = found.back().id;
  }
  const std::size_t shown = std::min(limit, own.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) json.raw(intake::quarantined_json(own[i]));
  json.end_array();
  if (shown < own.size()) {
    json.text_member("next", make_cursor(of, static_cast<std::uint64_t>(own[shown - 1].id)));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_open_line(const Context& context) {
  const OpenLine open = TRY(line_of(context));
  JsonWriter json;
  json.begin_object().integer_member("id", open.line.id);
  json.integer_member("batch", open.line.batch).integer_member("line", open.line.line);
  json.text_member("class", open.line.class_id).text_member("source", open.batch.source);
  json.text_member("file", open.batch.file).boolean_member("has_text", !open.line.raw.empty());
  json.name("findings").raw(open.line.findings).name("cells").begin_array();
  for (const Cell& cell : open.cells) {
    json.begin_object().text_member("column", readable_utf8(cell.column));
    json.text_member("value", readable_utf8(cell.value)).end_object();
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> retry_line(const Context& context) {
  // The key first: a line that was taken is open no more, and its mender may ask again.
  return once(context, [&](const KeepAnswer& keep) -> Result<http::Response> {
    const OpenLine open = TRY(line_of(context));
    const JsonBody body = TRY(JsonBody::read(context.request, "fields"));
    std::string raw = open.line.raw;
    if (const JsonValue* fields = body.find("fields")) {
      if (fields->kind != JsonValue::Kind::object) {
        return refuse(errors::k_body_member, {}, {"fields", "JSON 对象", "a JSON object"});
      }
      raw = TRY(mended(open, *fields));
    }
    const auto also = [&](acts::Transaction& writing, const acts::Retried& retried) {
      return keep(writing, json_response(retried_json(retried)));
    };
    const std::lock_guard writer(context.submissions.writer());
    return json_response(retried_json(
        TRY(acts::retry_lines(context.world.store, {{open.line.id, raw, ""}},
                              context.world.clock.now(), those_allowed(context), also))));
  });
}

Result<http::Response> retry_file(const Context& context) {
  const auto source = TRY(intake::open_file_source(context.request.upload->path()));
  const std::lock_guard writer(context.submissions.writer());
  return json_response(retried_json(TRY(acts::retry_mended(
      context.world.store, *source, context.world.clock.now(), those_allowed(context)))));
}

/// What `sanqu quarantine export` writes: to be mended in a spreadsheet and sent back as it is.
Result<http::Response> export_lines(const Context& context) {
  const std::int64_t id = TRY(number_in_path(context, "batch_id", errors::k_batch_unknown));
  const auto reading = TRY(context.world.store.begin_read());
  const auto batch = TRY(reading->batches().find_batch(id));
  if (!batch) return refuse(errors::k_batch_unknown);
  const access::Row row = batch_row(context, batch->source, batch->class_id);
  TRY(need_row(context, row, errors::k_batch_unknown));
  constexpr std::size_t k_lines_max = 100'000;
  intake::QuarantineFilter filter;
  filter.batch = id;
  filter.limit = k_lines_max;
  std::string out = "\xef\xbb\xbf" + acts::export_header(*batch) + "\r\n";
  for (const auto& line : TRY(reading->batches().quarantined(filter))) {
    out += acts::export_line(*batch, line, context.lang) + "\r\n";
  }
  http::Response response = http::response(200, "text/csv; charset=utf-8", std::move(out));
  response.headers.push_back(
      {"Content-Disposition", fmt::format("attachment; filename=\"batch-{}-to-mend.csv\"", id)});
  return response;
}

}  // namespace sanqu::api
