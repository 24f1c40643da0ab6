// SPDX-License-Identifier: Apache-2.0
// The calendar's files, read from a folder.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/workday_calendar.hpp"
#include "core/yaml.hpp"

namespace sanqu {

using namespace calendar_errors;

namespace {

constexpr std::size_t k_calendar_entries_max = 10'000;

Result<CalendarFile> read_calendar_file(const std::filesystem::path& path) {
  std::error_code problem;
  const auto bytes = std::filesystem::file_size(path, problem);
  if (problem) return refuse(k_unreadable, {}, {path.string(), problem.message()});
  if (bytes > k_yaml_bytes_max) {
    return refuse(yaml_errors::k_too_large, {path.string(), 0, 0, ""}, {"4 MiB"});
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) return refuse(k_unreadable, {}, {path.string(), "read error"});
  return CalendarFile{path.string(), std::move(text)};
}

}  // namespace

Result<WorkdayCalendar> load_workday_calendar(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code problem;
  std::vector<fs::path> paths;
  fs::directory_iterator entry(folder, problem);
  const fs::directory_iterator end;
  for (std::size_t seen = 0; !problem && entry != end && seen < k_calendar_entries_max; ++seen) {
    if (entry->path().extension() == ".yaml") paths.push_back(entry->path());
    entry.increment(problem);
  }
  if (problem) return refuse(k_unreadable, {}, {folder, problem.message()});
  if (paths.empty()) return refuse(k_no_files, {}, {folder});
  std::ranges::sort(paths);
  std::vector<CalendarFile> files;
  Errors errors;
  for (const fs::path& path : paths) {
    auto file = read_calendar_file(path);
    if (file) {
      files.push_back(std::move(*file));
    } else {
      errors.insert(errors.end(), file.error().begin(), file.error().end());
    }
  }
  if (!errors.empty()) return refuse_all(std::move(errors));
  return WorkdayCalendar::create(files);
}

}  // namespace sanqu
