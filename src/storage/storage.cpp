// SPDX-License-Identifier: Apache-2.0
#include "storage/storage.hpp"

#include "storage/errors.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "storage/store_url.hpp"

namespace sanqu::storage {

Result<std::string> path_of_url(std::string_view url) {
  constexpr std::string_view k_scheme = "sqlite:";
  if (!url.starts_with(k_scheme) || url.size() == k_scheme.size() ||
      url.find('\0') != std::string_view::npos) {
    return refuse(errors::k_url, {}, {std::string(url)});
  }
  return std::string(url.substr(k_scheme.size()));
}

Result<std::unique_ptr<acts::Store>> create_store(std::string_view url,
                                                  const StoreOptions& options) {
  const std::string path = TRY(path_of_url(url));
  TRY(sqlite::create_file(path, sqlite::newest_version()));
  return sqlite::store_in(path, std::string(url), options);
}

Result<std::unique_ptr<acts::Store>> open_store(std::string_view url, const StoreOptions& options) {
  return sqlite::open_file(TRY(path_of_url(url)), std::string(url), options);
}

Result<std::unique_ptr<acts::Store>> open_again(std::string_view url, const StoreOptions& options) {
  return sqlite::store_in(TRY(path_of_url(url)), std::string(url), options);
}

}  // namespace sanqu::storage
