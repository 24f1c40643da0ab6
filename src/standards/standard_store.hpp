// SPDX-License-Identifier: Apache-2.0
// What standards need of a store: published texts, frozen for ever with the catalogue that they were compiled under. A
// port, implemented in storage/. All calls happen inside a transaction that acts/store.hpp began.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::standards {

/// A file of rules as it was: its path (for messages) and its text.
struct KeptFile {
  std::string path;
  std::string text;
  bool operator==(const KeptFile&) const = default;
};

/// `files` begins with the standard itself, then its parents.
struct PublishedStandard {
  std::string id;
  std::string version;
  std::vector<KeptFile> files;
  std::string catalogue;  // SHA-256 of the catalogue's files
  Instant published_at;
  Date active_from;
};

class StandardStore {
 public:
  virtual ~StandardStore() = default;
  /// A catalogue is kept once, under the SHA-256 of its files. The newest is the one that intake checks against.
  virtual Result<bool> add_catalogue(std::string_view sha256, const std::vector<KeptFile>& files,
                                     Instant recorded_at) = 0;
  virtual Result<std::optional<std::vector<KeptFile>>> find_catalogue(std::string_view sha256) = 0;
  virtual Result<std::string> latest_catalogue() = 0;  // its SHA-256; empty: none

  virtual Result<bool> publish(const PublishedStandard& standard) = 0;
  /// An empty version: the one that is active on `day`.
  virtual Result<std::optional<PublishedStandard>> find_standard(std::string_view id,
                                                                 std::string_view version,
                                                                 Date day) = 0;
  /// The newest version of each id that is active on `day`, by id.
  virtual Result<std::vector<PublishedStandard>> active_standards(Date day) = 0;
};

}  // namespace sanqu::standards
