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

/// A standard that was proposed (拟发布) or published. `files` begins with the standard itself, then its parents.
struct PublishedStandard {
  std::string id;
  std::string version;
  std::vector<KeptFile> files;
  std::string catalogue;  // SHA-256 of the catalogue's files
  Instant published_at;   // of a proposal: when it was proposed
  Date active_from;
  std::string author;         // who proposed it
  std::string approver;       // who published it: somebody else; empty: a proposal
  std::int64_t proposal = 0;  // which proposal it is, or was
};

class StandardStore {
 public:
  virtual ~StandardStore() = default;
  /// A catalogue is kept once, under the SHA-256 of its files. The newest is the one that intake checks against.
  virtual Result<bool> add_catalogue(std::string_view sha256, const std::vector<KeptFile>& files,
                                     Instant recorded_at) = 0;
  virtual Result<std::optional<std::vector<KeptFile>>> find_catalogue(std::string_view sha256) = 0;
  virtual Result<std::string> latest_catalogue() = 0;  // its SHA-256; empty: none

  /// Gives the proposal's number. The same version may be proposed again, in a better text, until it is published.
  virtual Result<std::int64_t> propose(const PublishedStandard& standard) = 0;
  /// The newest proposal of each version that is neither published nor refused, oldest first.
  virtual Result<std::vector<PublishedStandard>> open_proposals() = 0;
  /// It is open no more; its author may propose the version again in a better text. Once only.
  virtual Result<bool> refuse_proposal(std::int64_t proposal, std::string_view by,
                                       std::string_view reason, Instant at) = 0;
  /// `standard.proposal` as it was proposed, if nobody refused it. The store refuses an approver who is the author (four eyes).
  virtual Result<bool> publish(const PublishedStandard& standard) = 0;
  /// An empty version: the one that is active on `day`.
  virtual Result<std::optional<PublishedStandard>> find_standard(std::string_view id,
                                                                 std::string_view version,
                                                                 Date day) = 0;
  /// The newest version of each id that is active on `day`, by id.
  virtual Result<std::vector<PublishedStandard>> active_standards(Date day) = 0;
};

}  // namespace sanqu::standards
