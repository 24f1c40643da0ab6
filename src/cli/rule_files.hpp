// SPDX-License-Identifier: Apache-2.0
// Where rules lie: the catalogue's folder when none is named, and a standard's parent in the folders around it.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "cli/cli.hpp"
#include "standards/standards.hpp"

namespace sanqu::cli {

/// `named`, else rules/catalogue beside the program's install (share/sanqu, or the build's project), else in the current
/// folder. Error: cli.catalogue_not_named.
Result<std::string> find_catalogue_folder(const std::string& named,
                                          const std::string& program_folder);

Result<standards::StandardFile> read_standard_file(const std::string& path);

/// Looks for a parent by id and version in every *.yaml below `folder`, cases left out; with an empty `folder` in the tree
/// around `standard_path`: below its nearest ancestor called `standards`, else below its own folder. The folders are
/// read when the first parent is asked for. A tree that is too large has no parents.
standards::FindParent parents_around(const std::string& standard_path, const std::string& folder);

/// Every standard's file below `path` in the order of paths; `path` itself where it is a file. Error: cli.no_standards.
Result<std::vector<std::string>> list_standards(const std::string& path);

/// The files of a standard's golden cases: cases/<id>/*.yaml beside the standard or in the nearest folder above it that
/// has such a folder. Empty: none.
std::vector<std::string> list_case_files(const std::string& standard_path,
                                         const std::string& standard_id);

/// Catalogue and compiled standard together.
struct Rules {
  catalogue::Catalogue catalogue;
  standards::LoadedStandard standard;
};
Result<std::unique_ptr<Rules>> load_rules(const std::string& standard_path,
                                          const std::string& catalogue_folder,
                                          const std::string& standards_folder,
                                          const std::string& program_folder);

}  // namespace sanqu::cli
