// SPDX-License-Identifier: Apache-2.0
// store_care.hpp for files of SQLite: check_file.cpp looks, copy_file.cpp copies.
#pragma once

#include <string>

#include "storage/store_care.hpp"

namespace sanqu::storage::sqlite {

Result<Errors> check_file(const std::string& path, const CheckOptions& options);
/// The same; of an older store, whose history this program can't judge, just pages and references.
Result<Errors> check_file_of_any_version(const std::string& path, const CheckOptions& options);
Result<bool> backup_file(const std::string& path, const std::string& to);
Result<bool> restore_file(const std::string& from, const std::string& path);

}  // namespace sanqu::storage::sqlite
