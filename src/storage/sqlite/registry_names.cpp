// SPDX-License-Identifier: Apache-2.0
// The names' part of the registry's port; what is done is in name_index.cpp.
#include "storage/errors.hpp"
#include "storage/sqlite/sqlite_registry.hpp"

namespace sanqu::storage::sqlite {

using registry::NameCandidate;
using registry::NameRead;

Result<bool> SqliteRegistry::add_name(const registry::NameLine& line) {
  return connection_.within([&]() -> Result<bool> {
    names_.add(line);
    return true;
  });
}

Result<bool> SqliteRegistry::settle() {
  if (!names_.has_many_new_names()) return true;
  return connection_.within([&]() -> Result<bool> {
    names_.settle();
    return true;
  });
}

Result<std::uint64_t> SqliteRegistry::count_names_with(std::string_view gram) {
  return connection_.within([&]() -> Result<std::uint64_t> { return names_.count_with(gram); });
}

Result<bool> SqliteRegistry::each_name_with(
    std::span<const std::string> grams, std::size_t limit,
    const std::function<void(const NameCandidate&)>& visit) {
  return connection_.within([&]() -> Result<bool> {
    names_.each_with(grams, limit, visit);
    return true;
  });
}

Result<NameRead> SqliteRegistry::read_name(registry::NameKey key) {
  return connection_.within([&]() -> Result<NameRead> {
    NameRead read;
    if (!names_.read(key, read)) {
      return connection_.refused("there is no name " + std::to_string(key));
    }
    return read;
  });
}

Result<bool> SqliteRegistry::each_subject_with_prefix(
    std::string_view prefix, std::size_t limit, const std::function<void(const NameRead&)>& visit) {
  return connection_.within([&]() -> Result<bool> {
    names_.each_subject_with_prefix(prefix, limit, visit);
    return true;
  });
}

}  // namespace sanqu::storage::sqlite
