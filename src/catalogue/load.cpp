// SPDX-License-Identifier: Apache-2.0
// From files to a catalogue: every file is parsed first, then the parts are read in the order in which they name each
// other, whatever file they stand in.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

struct ParsedFile {
  std::string path;
  YamlNode root;
};

/// Every file's tree; the findings of files that are no YAML go to `errors`.
std::vector<ParsedFile> parse_files(const std::vector<CatalogueFile>& files, Errors& errors) {
  std::vector<ParsedFile> out;
  for (const CatalogueFile& file : files) {
    auto root = parse_yaml(file.path, file.text);
    if (!root) {
      errors.insert(errors.end(), root.error().begin(), root.error().end());
    } else if (!root->is_null()) {
      out.push_back({file.path, std::move(*root)});
    }
  }
  return out;
}

void check_top_keys(const std::vector<ParsedFile>& files, Errors& errors) {
  for (const ParsedFile& file : files) {
    YamlFields fields(file.path, file.root, "catalogue file", errors);
    for (const char* key : {"catalogue", "subjects", "code_sets", "classes"}) fields.take(key);
    fields.finish();
  }
}

void read_heads(const std::vector<ParsedFile>& files, Reading& reading) {
  const ParsedFile* first = nullptr;
  for (const ParsedFile& file : files) {
    const YamlNode* node = file.root.find("catalogue");
    if (node == nullptr) continue;
    YamlFields fields(file.path, *node, "catalogue", reading.errors);
    if (first != nullptr) {
      fields.report(k_second_catalogue, *node, {first->path});
      continue;
    }
    first = &file;
    if (fields.is_mapping()) read_head(fields, reading);
  }
  if (first == nullptr) {
    const std::string path = files.empty() ? "" : files.front().path;
    reading.errors.push_back(make_error(k_no_catalogue, {path, 0, 0, ""}));
  }
}

/// Calls `read` on every item of the list `key` of every file.
template <typename Read>
void read_items(const std::vector<ParsedFile>& files, const char* key, Reading& reading,
                const Read& read) {
  std::size_t count = 0;
  for (const ParsedFile& file : files) {
    YamlFields top(file.path, file.root, "catalogue file", reading.errors);
    if (!top.is_mapping()) continue;
    for (const YamlNode* node : top.list(key)) {
      if (++count > k_classes_max) {
        top.report(k_too_many, *node, {key, key, std::to_string(k_classes_max)});
        return;
      }
      YamlFields fields(file.path, *node, key, reading.errors);
      read(fields, reading);
    }
  }
}

Result<std::string> read_whole(const std::filesystem::path& path) {
  std::error_code problem;
  const auto bytes = std::filesystem::file_size(path, problem);
  if (problem) return refuse(k_unreadable, {}, {path.string(), problem.message()});
  if (bytes > k_yaml_bytes_max) {
    return refuse(yaml_errors::k_too_large, {path.string(), 0, 0, ""}, {"4 MiB"});
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) return refuse(k_unreadable, {}, {path.string(), "read error"});
  return text;
}

/// The *.yaml files below `folder`, sorted by path. Links are not followed.
Result<std::vector<std::string>> find_files(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  std::error_code problem;
  fs::recursive_directory_iterator entry(folder, problem);
  const fs::recursive_directory_iterator end;
  for (; !problem && entry != end; entry.increment(problem)) {
    if (!entry->is_regular_file(problem) || entry->path().extension() != ".yaml") continue;
    paths.push_back(entry->path().string());
    if (paths.size() > k_files_max) {
      return refuse(k_too_many, {folder, 0, 0, ""}, {"文件", "files", std::to_string(k_files_max)});
    }
  }
  if (problem) return refuse(k_unreadable, {}, {folder, problem.message()});
  if (paths.empty()) return refuse(k_no_files, {}, {folder});
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<Catalogue> load_catalogue(const std::vector<CatalogueFile>& files) {
  Catalogue out;
  Errors errors;
  Reading reading{out, errors};
  const std::vector<ParsedFile> parsed = parse_files(files, errors);
  check_top_keys(parsed, errors);
  read_heads(parsed, reading);
  read_items(parsed, "code_sets", reading, read_code_set);
  read_items(parsed, "subjects", reading, read_subjects);
  read_items(parsed, "classes", reading, read_class);
  if (!errors.empty()) return refuse_all(std::move(errors));
  return out;
}

Result<Catalogue> load_catalogue_folder(const std::string& folder) {
  const std::vector<std::string> paths = TRY(find_files(folder));
  std::vector<CatalogueFile> files;
  Errors errors;
  for (const std::string& path : paths) {
    auto text = read_whole(path);
    if (text) {
      files.push_back({path, std::move(*text)});
    } else {
      errors.insert(errors.end(), text.error().begin(), text.error().end());
    }
  }
  if (!errors.empty()) return refuse_all(std::move(errors));
  return load_catalogue(files);
}

}  // namespace sanqu::catalogue
