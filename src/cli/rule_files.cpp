// SPDX-License-Identifier: Apache-2.0
#include "cli/rule_files.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

#include "cli/errors.hpp"

namespace sanqu::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t k_folder_entries_max = 20'000;
constexpr int k_folders_up_max = 16;

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml"; }

/// Every *.yaml below `folder`, by path, without folders called `cases`. Stops at the limit.
std::vector<std::string> yaml_files_below(const fs::path& folder) {
  std::vector<std::string> paths;
  std::error_code problem;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         problem);
  const fs::recursive_directory_iterator end;
  for (std::size_t seen = 0; !problem && entry != end && seen < k_folder_entries_max; ++seen) {
    const fs::path& path = entry->path();
    if (entry->is_directory(problem)) {
      if (path.filename() == "cases") entry.disable_recursion_pending();
    } else if (is_yaml(path)) {
      paths.push_back(path.string());
    }
    entry.increment(problem);
  }
  std::ranges::sort(paths);
  return paths;
}

/// The plain value of a top-level key, for a look at a file without parsing it: `standard: cn.base   # comment`.
std::string top_value(std::string_view text, std::string_view key) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == text.npos) end = text.size();
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ':') continue;
    line.remove_prefix(key.size() + 1);
    line = line.substr(0, line.find(" #"));
    const auto is_frame = [](char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '"' || c == '\'';
    };
    while (!line.empty() && is_frame(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_frame(line.back())) line.remove_suffix(1);
    return std::string(line);
  }
  return {};
}

fs::path tree_around(const std::string& standard_path) {
  std::error_code problem;
  fs::path own = fs::absolute(standard_path, problem).parent_path();
  fs::path at = own;
  for (int up = 0; up < k_folders_up_max && at.has_relative_path(); ++up) {
    if (at.filename() == "standards") return at;
    at = at.parent_path();
  }
  return own;
}

}  // namespace

Result<std::string> find_catalogue_folder(const std::string& named,
                                          const std::string& program_folder) {
  if (!named.empty()) return named;
  std::vector<fs::path> candidates;
  if (!program_folder.empty()) {
    const fs::path program(program_folder);
    candidates.push_back(program / "../share/sanqu/rules/catalogue");
    candidates.push_back(program / "rules/catalogue");
    candidates.push_back(program / "../../rules/catalogue");  // build/<preset>/sanqu
  }
  candidates.emplace_back("rules/catalogue");
  for (const fs::path& candidate : candidates) {
    std::error_code problem;
    if (fs::is_directory(candidate, problem)) return candidate.lexically_normal().string();
  }
  return refuse(errors::k_catalogue_not_named);
}

Result<standards::StandardFile> read_standard_file(const std::string& path) {
  std::string text = TRY(read_file(path));
  return standards::StandardFile{path, std::move(text)};
}

standards::FindParent parents_around(const std::string& standard_path, const std::string& folder) {
  std::optional<std::map<std::string, std::string>> paths;  // by id@version
  return [=](const std::string& id,
             const std::string& version) mutable -> std::optional<standards::StandardFile> {
    if (!paths) {
      paths.emplace();
      const fs::path root = folder.empty() ? tree_around(standard_path) : fs::path(folder);
      for (const std::string& path : yaml_files_below(root)) {
        const auto text = read_file(path);
        if (!text) continue;
        paths->emplace(top_value(*text, "standard") + "@" + top_value(*text, "version"), path);
      }
    }
    const auto found = paths->find(id + "@" + version);
    if (found == paths->end()) return std::nullopt;
    auto file = read_standard_file(found->second);
    if (!file) return std::nullopt;
    return std::move(*file);
  };
}

Result<std::vector<std::string>> list_standards(const std::string& path) {
  std::error_code problem;
  if (!fs::is_directory(path, problem)) return std::vector<std::string>{path};
  std::vector<std::string> out;
  for (std::string& file : yaml_files_below(path)) {
    const auto text = read_file(file);
    if (text && !top_value(*text, "standard").empty()) out.push_back(std::move(file));
  }
  if (out.empty()) return refuse(errors::k_no_standards, {path, 0, 0, ""});
  return out;
}

std::vector<std::string> list_case_files(const std::string& standard_path,
                                         const std::string& standard_id) {
  std::error_code problem;
  fs::path at = fs::path(standard_path).parent_path();
  if (at.empty()) at = ".";
  for (int up = 0; up < k_folders_up_max; ++up) {
    const fs::path folder = at / "cases" / standard_id;
    if (fs::is_directory(folder, problem)) {
      std::vector<std::string> files;
      for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
           entry.increment(problem)) {
        if (is_yaml(entry->path())) files.push_back(entry->path().lexically_normal().string());
      }
      std::ranges::sort(files);
      return files;
    }
    // Up by words where there are any, else by `..`, until the root or the limit.
    const fs::path above = at.has_filename() && at != "." && at.filename() != ".."
                               ? (at.has_parent_path() ? at.parent_path() : fs::path("."))
                               : at / "..";
    if (above == at) break;
    at = above;
  }
  return {};
}

Result<std::unique_ptr<Rules>> load_rules(const std::string& standard_path,
                                          const std::string& catalogue_folder,
                                          const std::string& standards_folder,
                                          const std::string& program_folder) {
  auto rules = std::make_unique<Rules>();
  const std::string folder = TRY(find_catalogue_folder(catalogue_folder, program_folder));
  rules->catalogue = TRY(catalogue::load_catalogue_folder(folder));
  const auto file = TRY(read_standard_file(standard_path));
  rules->standard = TRY(standards::load_standard(file, rules->catalogue,
                                                 parents_around(standard_path, standards_folder)));
  return rules;
}

}  // namespace sanqu::cli
