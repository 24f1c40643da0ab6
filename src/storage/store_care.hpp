// SPDX-License-Identifier: Apache-2.0
// The care of a store: is it whole, a copy while others write, back from a copy, on to a newer form. No file that exists is
// ever overwritten; what is half done after a crash has another name (NAME.new-NUMBER) and can be deleted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::storage {

struct CheckOptions {
  /// Leaves out the comparison of every index with its table and of history with what is derived from it.
  bool is_quick = false;
  int wait_ms = 10'000;
};

/// What is wrong with the store: storage.damaged, dangling, inconsistent; none: it is whole. Others may write meanwhile; what
/// is looked at is the state at the beginning. An Error is what kept it from looking.
Result<Errors> check_store(std::string_view url, const CheckOptions& options = {});

/// A copy of the state at the beginning, checked before it gets its name; others may write meanwhile (their write-ahead log
/// grows until it is done). Errors: storage.exists, full, damaged, ...
Result<bool> backup_store(std::string_view url, const std::string& to_path);

/// A new store from a copy, checked before it gets its name. The copy may lie in a folder that can't be written.
Result<bool> restore_store(const std::string& from_path, std::string_view url);

struct Migrated {
  std::int64_t from_version = 0;
  std::int64_t to_version = 0;
};
/// Brings an older store to this program's form, step by step, each whole or not at all. Does nothing to a current one.
Result<Migrated> migrate_store(std::string_view url);

}  // namespace sanqu::storage
