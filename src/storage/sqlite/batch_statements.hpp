// SPDX-License-Identifier: Apache-2.0
// The statements of intake's port, each with the variables that it takes and gives.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

struct BatchStatements {
  explicit BatchStatements(Connection& connection);

  std::int64_t id = 0;
  std::string recorded_at;
  std::string class_id;
  std::string source;
  std::string file;
  std::string sha256;
  std::int64_t bytes = 0;
  std::string header;
  std::array<std::int64_t, 9> counts = {};  // in the order of intake::LineCounts
  std::string person_lines;
  std::int64_t repeat_of = 0;
  std::int64_t mends = 0;
  std::string code;
  std::int64_t findings = 0;
  std::int64_t limit = 0;
  std::string wanted_sha256;
  std::string wanted_class;
  std::string wanted_source;

  Statement next_id;
  Statement add;
  Statement finish;
  Statement add_finding;
  Statement find_same;
  Statement find;
  Statement newest;
  Statement newest_of_source;
  Statement findings_of;
  Statement latest;

 private:
  void takes_batch(Statement& statement);
  void gives_batch(Statement& statement);
};

struct QuarantineStatements {
  explicit QuarantineStatements(Connection& connection);

  std::int64_t id = 0;
  std::int64_t batch = 0;
  std::int64_t line = 0;
  std::string class_id;
  std::string raw;
  std::string findings;
  std::string state;
  std::int64_t settled_by = 0;
  std::string source;
  std::string recorded_at;

  Statement add;
  Statement settle;
  Statement save_map;
  Statement find_map;
};

}  // namespace sanqu::storage::sqlite
