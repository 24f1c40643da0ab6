// SPDX-License-Identifier: Apache-2.0
// The program: hands the world to the command line, and turns a bug into a report instead of a crash.
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "access/sealed.hpp"
#include "app/serve.hpp"
#include "cli/cli.hpp"
#include "core/ensure.hpp"
#include "storage/storage.hpp"
#include "storage/store_care.hpp"
#include "storage/store_url.hpp"

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string program_folder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "" : program.parent_path().string();
}

/// Writes what is known of a bug beside the temporary files and returns the path; never the data that was at hand.
std::string write_report(const std::vector<std::string>& words, const std::string& what) {
  std::error_code error;
  std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  if (error) folder = ".";
  std::string path = (folder / ("sanqu-bug-" + std::to_string(getpid()) + ".txt")).string();
  const auto file = sanqu::cli::FileOutput::create(path);
  if (!file) return "";
  (*file)->line("sanqu " + std::string(sanqu::cli::k_version));
  (*file)->line(what);
  for (const std::string& word : words) (*file)->line("word: " + word);
  (*file)->flush();
  return path;
}

/// `random` outlives it.
sanqu::acts::StoreDoor store_door(sanqu::RandomSource& random) {
  namespace storage = sanqu::storage;
  return {
      .open = [](const std::string& url) { return storage::open_store(url); },
      .create = [](const std::string& url) { return storage::create_store(url); },
      .check = [](const std::string& url) -> sanqu::Result<bool> {
        auto findings = storage::check_store(url);
        if (!findings) return sanqu::refuse_all(std::move(findings.error()));
        if (!findings->empty()) return sanqu::refuse_all(std::move(*findings));
        return true;
      },
      .backup = [](const std::string& url,
                   const std::string& to) { return storage::backup_store(url, to); },
      .restore = [](const std::string& from,
                    const std::string& url) { return storage::restore_store(from, url); },
      .key = [&random](const std::string& url) -> sanqu::Result<sanqu::access::Secret> {
        const std::string path = TRY(storage::path_of_url(url));
        return sanqu::access::key_in_file(path + ".key", random);
      },
      .migrate = [](const std::string& url) -> sanqu::Result<bool> {
        auto migrated = storage::migrate_store(url);
        if (!migrated) return sanqu::refuse_all(std::move(migrated.error()));
        return true;
      },
  };
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an ordinary error of write(2)
  const std::vector<std::string> words(argv + 1, argv + argc);
  using sanqu::cli::Output;
  Output out(STDOUT_FILENO, "standard output");
  Output err(STDERR_FILENO, "standard error", Output::Buffering::by_line);
  const sanqu::SystemClock clock;
  sanqu::SystemRandom random;
  sanqu::cli::SecretInput secrets(STDIN_FILENO, isatty(STDIN_FILENO) == 1, err);
  const sanqu::cli::Surroundings surroundings{
      .clock = clock,
      .random = random,
      .secrets = secrets,
      .out = out,
      .err = err,
      .out_is_terminal = isatty(STDOUT_FILENO) == 1,
      .err_is_terminal = isatty(STDERR_FILENO) == 1,
      .lang = sanqu::cli::lang_of_locale(environment("LC_ALL"), environment("LANG")),
      .program_folder = program_folder(),
      .stores = store_door(random),
      .serve =
          [](const sanqu::cli::ServeArguments& arguments, const sanqu::cli::Surroundings& around,
             const sanqu::WorkdayCalendar* calendar) {
            return sanqu::app::serve(arguments, around, calendar,
                                     [](const char* name) { return environment(name); });
          },
  };
  try {
    return static_cast<int>(sanqu::cli::run(words, surroundings));
  } catch (const sanqu::BugFound& bug) {
    const std::string path = write_report(words, bug.what());
    err.line(std::string("这是程序的错误,报告已写入 / a bug of this program, report: ") + path);
    err.line(bug.what());
    err.flush();
    return static_cast<int>(sanqu::cli::Exit::bug);
  }
}
