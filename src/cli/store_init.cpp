// SPDX-License-Identifier: Apache-2.0
// `sanqu init` and `store check|backup|restore|migrate`.
#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

#include "cli/errors.hpp"
#include "cli/rule_files.hpp"
#include "cli/store_commands.hpp"
#include "cli/wording.hpp"

namespace sanqu::cli {

namespace fs = std::filesystem;

Format format_of(const std::optional<Format>& named, const Surroundings& around) {
  return named.value_or(around.out_is_terminal ? Format::table : Format::json);
}

Result<std::vector<standards::KeptFile>> read_catalogue_files(const std::string& folder,
                                                              const Surroundings& around) {
  const std::string found = TRY(find_catalogue_folder(folder, around.program_folder));
  // Paths as below the folder, so that the same catalogue is the same wherever it lies.
  std::vector<std::string> paths;
  std::error_code problem;
  for (fs::recursive_directory_iterator entry(found, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    if (entry->is_regular_file(problem) && entry->path().extension() == ".yaml") {
      paths.push_back(fs::relative(entry->path(), found, problem).generic_string());
    }
  }
  std::ranges::sort(paths);
  std::vector<standards::KeptFile> files;
  for (std::string& path : paths) {
    std::string text = TRY(read_file((fs::path(found) / path).string()));
    files.push_back({std::move(path), std::move(text)});
  }
  return files;
}

std::optional<WorkdayCalendar> read_calendar(const Surroundings& around) {
  const auto catalogue = find_catalogue_folder("", around.program_folder);
  if (!catalogue) return std::nullopt;
  auto calendar = load_workday_calendar((fs::path(*catalogue) / ".." / "calendar").string());
  if (calendar) return std::move(*calendar);
  for (const Error& error : calendar.error()) around.err.line(error.render(around.lang));
  return std::nullopt;
}

Result<std::vector<standards::KeptFile>> read_standard_files(const std::string& path,
                                                             const std::string& standards_folder) {
  std::vector<standards::KeptFile> files;
  auto file = TRY(read_standard_file(path));
  const auto find_parent = parents_around(path, standards_folder);
  for (std::size_t level = 0; level < standards::k_layers_max; ++level) {
    const auto text = TRY(standards::parse_standard(file.path, file.text));
    files.push_back({fs::path(file.path).filename().string(), file.text});
    if (text.parent_id.empty()) return files;
    auto parent = find_parent(text.parent_id, text.parent_version);
    if (!parent) return files;  // the compiler says which one is missing
    file = std::move(*parent);
  }
  return files;  // a circle, or too many levels: said by the compiler too
}

Result<Exit> init_store(const InitArguments& arguments, const Surroundings& around) {
  const auto files = TRY(read_catalogue_files(arguments.catalogue, around));
  // Looked at first, so that a wrong catalogue leaves no half-made store behind.
  std::vector<catalogue::CatalogueFile> texts;
  for (const auto& file : files) texts.push_back({file.path, file.text});
  TRY(catalogue::load_catalogue(texts));
  const auto store = TRY(around.stores.create(arguments.store));
  TRY(acts::keep_catalogue(*store, files, around.clock.now()));
  around.err.line(fmt::format(
      form(around.lang,
           "已建立空库 {}。接着:导入主体(sanqu import --class subject),发布标准(sanqu standard "
           "publish)。",
           "The empty store {} is made. Next: import subjects (sanqu import --class subject), "
           "publish a standard (sanqu standard publish)."),
      store->name()));
  return Exit::done;
}

Result<Exit> care_for_store(const StoreCareArguments& arguments, const Surroundings& around) {
  using Verb = StoreCareArguments::Verb;
  switch (arguments.verb) {
    case Verb::check: TRY(around.stores.check(arguments.store)); break;
    case Verb::backup: TRY(around.stores.backup(arguments.store, arguments.path)); break;
    case Verb::restore: TRY(around.stores.restore(arguments.path, arguments.store)); break;
    case Verb::migrate: TRY(around.stores.migrate(arguments.store)); break;
  }
  around.err.line(std::string(in(around.lang, "完成,没有问题。", "Done, nothing wrong.")));
  return Exit::done;
}

}  // namespace sanqu::cli
