// SPDX-License-Identifier: Apache-2.0
#include "cli/study_source.hpp"

#include <algorithm>
#include <filesystem>

#include "acts/load_snapshot.hpp"
#include "cli/read_inputs.hpp"
#include "cli/rule_files.hpp"

namespace sanqu::cli {

namespace {

bool is_file(const std::string& path) {
  std::error_code problem;
  return std::filesystem::is_regular_file(path, problem);
}

Result<standards::LoadedStandard> load_file(const std::string& path,
                                            const StudyArguments& arguments,
                                            const catalogue::Catalogue& catalogue) {
  const standards::StandardFile file = TRY(read_standard_file(path));
  return standards::load_standard(file, catalogue, parents_around(path, arguments.standards));
}

class FromFiles final : public StudySource {
 public:
  FromFiles(const StudyArguments& arguments, const Surroundings& around,
            catalogue::Catalogue catalogue, std::int32_t class_index)
      : arguments_(arguments),
        around_(around),
        catalogue_(std::move(catalogue)),
        class_index_(class_index) {}

  const catalogue::Catalogue& catalogue() const override { return catalogue_; }

  Result<standards::LoadedStandard> standard(const std::string& name, Date) override {
    return load_file(name, arguments_, catalogue_);
  }

  Result<evaluation::Snapshot> snapshot(evaluation::NeededColumns needed, Date as_of,
                                        Instant known_at) override {
    InputFiles files{arguments_.subjects, arguments_.records, {}};
    files.options.class_index = class_index_;
    files.options.latest_event_date = std::max(around_.clock.today(), known_at.date());
    evaluation::SnapshotBuilder builder(catalogue_, std::move(needed), as_of, known_at);
    // What is refused the second time was said the first time.
    std::unique_ptr<FileOutput> nowhere;
    if (was_read_) nowhere = TRY(FileOutput::create("/dev/null"));
    Output& err = was_read_ ? *nowhere : around_.err;
    const Surroundings quiet{around_.clock,
                             around_.random,
                             around_.secrets,
                             around_.out,
                             err,
                             around_.out_is_terminal,
                             false,
                             around_.lang,
                             around_.program_folder,
                             around_.stores,
                             around_.serve};
    RefusedLines lines(err, nullptr, around_.lang);
    TRY(read_inputs(files, catalogue_, builder, lines, was_read_ ? quiet : around_));
    Errors unknown;
    evaluation::Snapshot out = builder.build(unknown);
    for (const Error& error : unknown) lines.add(error);
    TRY(lines.finish());
    refused_ = std::max(refused_, lines.count());
    was_read_ = true;
    return out;
  }

  std::uint64_t refused() const override { return refused_; }

 private:
  const StudyArguments& arguments_;
  const Surroundings& around_;
  catalogue::Catalogue catalogue_;
  std::int32_t class_index_;
  bool was_read_ = false;
  std::uint64_t refused_ = 0;
};

class FromStore final : public StudySource {
 public:
  FromStore(const StudyArguments& arguments, std::unique_ptr<acts::Store> store,
            std::unique_ptr<acts::Transaction> reading,
            std::shared_ptr<const acts::KeptCatalogue> kept)
      : arguments_(arguments),
        store_(std::move(store)),
        reading_(std::move(reading)),
        kept_(std::move(kept)) {}

  const catalogue::Catalogue& catalogue() const override { return kept_->catalogue; }

  Result<standards::LoadedStandard> standard(const std::string& name, Date day) override {
    if (is_file(name)) return load_file(name, arguments_, kept_->catalogue);
    const std::size_t at = name.find('@');
    const std::string version = at == std::string::npos ? "" : name.substr(at + 1);
    return acts::read_standard_under(reading_->standards(), name.substr(0, at), version, day,
                                     kept_->catalogue);
  }

  Result<evaluation::Snapshot> snapshot(evaluation::NeededColumns needed, Date as_of,
                                        Instant known_at) override {
    acts::StoredSnapshot loaded = TRY(acts::load_snapshot(reading_->registry(), kept_->catalogue,
                                                          std::move(needed), {}, as_of, known_at));
    return std::move(loaded.snapshot);
  }

 private:
  const StudyArguments& arguments_;
  std::unique_ptr<acts::Store> store_;
  std::unique_ptr<acts::Transaction> reading_;
  std::shared_ptr<const acts::KeptCatalogue> kept_;
};

}  // namespace

Result<std::unique_ptr<StudySource>> open_study_source(const StudyArguments& arguments,
                                                       const Surroundings& around) {
  if (!arguments.store.empty()) {
    auto store = TRY(around.stores.open(arguments.store));
    auto reading = TRY(store->begin_read());
    auto kept = TRY(acts::read_catalogue(reading->standards()));
    return std::make_unique<FromStore>(arguments, std::move(store), std::move(reading),
                                       std::move(kept));
  }
  const std::string folder = TRY(find_catalogue_folder(arguments.catalogue, around.program_folder));
  auto catalogue = TRY(catalogue::load_catalogue_folder(folder));
  const std::int32_t class_index = TRY(class_of_lines(arguments.class_id, catalogue));
  return std::make_unique<FromFiles>(arguments, around, std::move(catalogue), class_index);
}

evaluation::NeededColumns joined(evaluation::NeededColumns a, const evaluation::NeededColumns& b) {
  const auto add = [](std::vector<bool>& to, const std::vector<bool>& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = to[i] || from[i];
  };
  add(a.attributes, b.attributes);
  add(a.classes, b.classes);
  for (std::size_t c = 0; c < a.fields.size(); ++c) add(a.fields[c], b.fields[c]);
  return a;
}

}  // namespace sanqu::cli
