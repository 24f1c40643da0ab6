// SPDX-License-Identifier: Apache-2.0
// One statement in SQL, prepared at its first use and kept for the life of its connection. The variables that it takes
// values from and puts values into are tied to it once; they must outlive it. A text that it takes is read where it lies, as
// long as there are rows, so none is taken and given by one statement.
//   Statement find{connection, "SELECT id FROM subject WHERE subject_id = ?1"};
//   find.takes(subject_id_).gives(id_);
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/ensure.hpp"
#include "storage/sqlite/connection.hpp"

namespace sanqu::storage::sqlite {

class Statement {
 public:
  Statement(Connection& connection, std::string sql)
      : connection_(connection), sql_(std::move(sql)), statement_(connection.session()) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  template <typename... T>
  Statement& takes(T&... values) {
    (note_taken(values), ...);
    (statement_.exchange(soci::use(values)), ...);
    return *this;
  }
  template <typename... T>
  Statement& gives(T&... values) {
    (note_given(&values), ...);
    (statement_.exchange(soci::into(values)), ...);
    return *this;
  }

  /// For a question with at most one row. True if there was one; its values are in the variables.
  bool run() {
    const Running running(*this);
    return execute();
  }

  /// For an INSERT: the new row's id. (Not RETURNING: what is checked at a statement's end must have happened.)
  std::int64_t insert() {
    change();
    return sqlite_api::sqlite3_last_insert_rowid(connection_.native());
  }

  /// For a change: how many rows.
  std::int64_t change() {
    const Running running(*this);
    const bool has_row = execute();
    ensure(!has_row);
    return sqlite_api::sqlite3_changes(connection_.native());
  }

  /// `on_row` for each row. It may use other statements, not this one.
  template <typename F>
  void each(F&& on_row) {
    const Running running(*this);
    for (bool has_row = execute(); has_row; has_row = statement_.fetch()) on_row();
  }

 private:
  /// Whatever happens, the statement stands at its beginning afterwards and holds nothing.
  class Running {
   public:
    explicit Running(Statement& statement) : statement_(statement) {
      ensure(!statement_.is_running_);
      statement_.is_running_ = true;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
      statement_.is_running_ = false;
      statement_.reset();
    }

   private:
    Statement& statement_;
  };

  void note_taken(const std::string& text) { taken_.push_back(&text); }
  void note_taken(std::int64_t) {}  // numbers are copied
  void note_given(const void* variable) {
    ensure(std::ranges::find(taken_, variable) == taken_.end());
  }

  bool execute() {
    if (!is_prepared_) {
      statement_.alloc();
      statement_.prepare(sql_);
      statement_.define_and_bind();
      is_prepared_ = true;
    }
    return statement_.execute(true);
  }
  void reset() {
    auto* backend = static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend());
    if (backend->stmt_ != nullptr) sqlite_api::sqlite3_reset(backend->stmt_);
  }

  Connection& connection_;
  std::string sql_;
  soci::statement statement_;
  std::vector<const void*> taken_;  // texts
  bool is_prepared_ = false;
  bool is_running_ = false;
};

}  // namespace sanqu::storage::sqlite
