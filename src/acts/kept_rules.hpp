// SPDX-License-Identifier: Apache-2.0
// Catalogue and standards as the store keeps them: the texts that were in force, frozen, so that a result can be computed
// again years after the files on disk have changed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "acts/store.hpp"
#include "catalogue/catalogue.hpp"
#include "standards/standards.hpp"

namespace sanqu::acts {

struct KeptCatalogue {
  std::string sha256;
  catalogue::Catalogue catalogue;
};
/// An empty `sha256`: the latest. Errors: acts.no_catalogue, acts.catalogue_lost, those of the loader.
Result<std::shared_ptr<const KeptCatalogue>> read_catalogue(standards::StandardStore& store,
                                                            std::string_view sha256 = {});

/// A published standard, compiled under the catalogue that it was published with.
struct KeptStandard {
  standards::PublishedStandard published;
  std::shared_ptr<const KeptCatalogue> rules;
  standards::LoadedStandard standard;
};
/// An empty version: the one that is active on `day`. Error: acts.no_standard.
Result<std::shared_ptr<const KeptStandard>> read_standard(standards::StandardStore& store,
                                                          std::string_view id,
                                                          std::string_view version, Date day);
/// The same compiled under another catalogue, so that two standards can be held against each other.
Result<standards::LoadedStandard> read_standard_under(standards::StandardStore& store,
                                                      std::string_view id, std::string_view version,
                                                      Date day,
                                                      const catalogue::Catalogue& catalogue);
/// All that are active on `day`, by id.
Result<std::vector<std::shared_ptr<const KeptStandard>>> active_standards(
    standards::StandardStore& store, Date day);

/// The SHA-256 that a catalogue of these files is kept under.
std::string digest_of(const std::vector<standards::KeptFile>& files);

/// Keeps a catalogue after loading it; the same again changes nothing. Gives its SHA-256.
Result<std::string> keep_catalogue(Store& store, const std::vector<standards::KeptFile>& files,
                                   Instant now);

/// The texts in `published.files`, compiled under `published.catalogue` (empty: the latest). Errors: those of the compiler.
Result<std::shared_ptr<const KeptStandard>> compile_kept(standards::PublishedStandard published,
                                                         standards::StandardStore& store);

}  // namespace sanqu::acts
