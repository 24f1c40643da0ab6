// SPDX-License-Identifier: Apache-2.0
// Lines that could not be used, and the column maps of sources.
#include <array>

#include "core/json.hpp"
#include "core/json_writer.hpp"
#include "storage/sqlite/batch_statements.hpp"
#include "storage/sqlite/sqlite_batches.hpp"
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using intake::QuarantinedLine;
using intake::QuarantineFilter;
using intake::QuarantineState;

namespace {

constexpr std::array<std::string_view, 3> k_states = {"open", "mended", "dropped"};

std::string_view state_word(QuarantineState state) {
  return k_states[static_cast<std::size_t>(state)];
}

QuarantineState state_of(std::string_view word) {
  for (std::size_t i = 0; i < k_states.size(); ++i) {
    if (k_states[i] == word) return static_cast<QuarantineState>(i);
  }
  ensure(false);  // the schema lets in no other
  return {};
}

/// A question made of the parts that a filter has; it lives as long as it is asked.
struct Question {
  explicit Question(const QuarantineFilter& filter)
      : batch(filter.batch),
        source(filter.source),
        code(filter.code),
        state(filter.state ? state_word(*filter.state) : ""),
        id(filter.id),
        after_id(filter.after_id),
        limit(static_cast<std::int64_t>(filter.limit)) {
    where = " FROM quarantined_line q WHERE q.id > ?1";
    const auto part = [&](const char* condition) {
      where += " AND " + std::string(condition) + std::to_string(++parameters);
    };
    if (batch != 0) part("q.batch = ?");
    if (!source.empty()) part("(SELECT b.source FROM batch b WHERE b.id = q.batch) = ?");
    if (!state.empty()) part("q.state = ?");
    if (id != 0) part("q.id = ?");
    if (!code.empty()) {
      part("EXISTS (SELECT 1 FROM json_each(q.findings) f WHERE f.value ->> 'code' = ?");
      where += ")";
    }
  }

  void give_to(Statement& statement) {
    statement.takes(after_id);
    if (batch != 0) statement.takes(batch);
    if (!source.empty()) statement.takes(source);
    if (!state.empty()) statement.takes(state);
    if (id != 0) statement.takes(id);
    if (!code.empty()) statement.takes(code);
  }

  std::int64_t batch;
  std::string source;
  std::string code;
  std::string state;
  std::int64_t id;
  std::int64_t after_id;
  std::int64_t limit;
  std::string where;
  int parameters = 1;
};

}  // namespace

QuarantineStatements::QuarantineStatements(Connection& c)
    : add(c,
          "INSERT INTO quarantined_line (batch, line, class, raw, findings, state, settled_by)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0))"),
      settle(c,
             "UPDATE quarantined_line SET state = ?2, settled_by = nullif(?3, 0)"
             " WHERE id = ?1"),
      save_map(c,
               "INSERT INTO column_map (source, class, map, recorded_at)"
               " VALUES (?1, ?2, ?3, ?4)"),
      find_map(c,
               "SELECT map FROM column_map WHERE source = ?1 AND class = ?2"
               " ORDER BY id DESC LIMIT 1") {
  add.takes(batch, line, class_id, raw, findings, state, settled_by);
  settle.takes(id, state, settled_by);
  save_map.takes(source, class_id, raw, recorded_at);
  find_map.takes(source, class_id).gives(raw);
}

Result<std::int64_t> SqliteBatches::add_quarantined(const QuarantinedLine& line) {
  return connection_.within([&]() -> Result<std::int64_t> {
    QuarantineStatements& in = *quarantine_;
    in.batch = line.batch;
    in.line = line.line;
    in.class_id = line.class_id;
    in.raw = line.raw;
    in.findings = line.findings;
    in.state = state_word(line.state);
    in.settled_by = line.settled_by;
    return in.add.insert();
  });
}

Result<bool> SqliteBatches::settle_quarantined(std::int64_t id, QuarantineState state,
                                               std::int64_t settled_by) {
  return connection_.within([&]() -> Result<bool> {
    QuarantineStatements& in = *quarantine_;
    in.id = id;
    in.state = state_word(state);
    in.settled_by = settled_by;
    if (in.settle.change() == 0) {
      return connection_.refused("there is no quarantined line " + std::to_string(id));
    }
    return true;
  });
}

Result<std::vector<QuarantinedLine>> SqliteBatches::quarantined(const QuarantineFilter& filter) {
  return connection_.within([&]() -> Result<std::vector<QuarantinedLine>> {
    Question question(filter);
    QuarantineStatements& in = *quarantine_;
    Statement list(connection_,
                   "SELECT q.id, q.batch, q.line, q.class, q.raw, q.findings, q.state,"
                   " coalesce(q.settled_by, 0)" +
                       question.where + " ORDER BY q.id LIMIT ?" +
                       std::to_string(question.parameters + 1));
    question.give_to(list);
    list.takes(question.limit)
        .gives(in.id, in.batch, in.line, in.class_id, in.raw, in.findings, in.state, in.settled_by);
    std::vector<QuarantinedLine> out;
    list.each([&] {
      out.push_back({in.id, in.batch, static_cast<std::uint32_t>(in.line), in.class_id, in.raw,
                     in.findings, state_of(in.state), in.settled_by});
    });
    return out;
  });
}

Result<std::uint64_t> SqliteBatches::count_quarantined(const QuarantineFilter& filter) {
  return connection_.within([&]() -> Result<std::uint64_t> {
    Question question(filter);
    std::int64_t lines = 0;
    Statement count(connection_, "SELECT count(*)" + question.where);
    question.give_to(count);
    count.gives(lines).run();
    return static_cast<std::uint64_t>(lines);
  });
}

Result<bool> SqliteBatches::save_column_map(
    std::string_view source, std::string_view class_id,
    const std::vector<std::pair<std::string, std::string>>& map, Instant recorded_at) {
  return connection_.within([&]() -> Result<bool> {
    JsonWriter json;
    json.begin_array();
    for (const auto& [header, field] : map) {
      json.begin_array().text(header).text(field).end_array();
    }
    QuarantineStatements& in = *quarantine_;
    in.source = source;
    in.class_id = class_id;
    in.raw = json.end_array().take();
    in.recorded_at = nearest_time_text(recorded_at);
    in.save_map.insert();
    return true;
  });
}

Result<std::vector<std::pair<std::string, std::string>>> SqliteBatches::column_map(
    std::string_view source, std::string_view class_id) {
  using Map = std::vector<std::pair<std::string, std::string>>;
  return connection_.within([&]() -> Result<Map> {
    QuarantineStatements& in = *quarantine_;
    in.source = source;
    in.class_id = class_id;
    Map out;
    if (!in.find_map.run()) return out;
    const JsonValue json = TRY(parse_json(connection_.path(), in.raw));
    for (const JsonValue& pair : json.items) {
      if (pair.items.size() == 2) out.emplace_back(pair.items[0].text, pair.items[1].text);
    }
    return out;
  });
}

}  // namespace sanqu::storage::sqlite
