// SPDX-License-Identifier: Apache-2.0
#include "acts/kept_rules.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "acts/acts.hpp"
#include "core/sha256.hpp"

namespace sanqu::acts {

namespace {

/// Parents by id and version among the kept files.
standards::FindParent parents_among(const std::vector<standards::KeptFile>& files) {
  return [&files](const std::string& id,
                  const std::string& version) -> std::optional<standards::StandardFile> {
    for (const auto& file : files) {
      const auto text = standards::parse_standard(file.path, file.text);
      if (text && text->id == id && text->version == version) {
        return standards::StandardFile{file.path, file.text};
      }
    }
    return std::nullopt;
  };
}

/// What was loaded lately, by what names it for ever: a catalogue by the SHA-256 of its files, a standard by id, version and
/// catalogue. Frozen texts give the same thing each time, and reading them takes longer than a small file's import.
template <typename T>
class Lately {
 public:
  std::shared_ptr<const T> find(const std::string& name) {
    const std::lock_guard guard(lock_);
    const auto found = kept_.find(name);
    return found == kept_.end() ? nullptr : found->second;
  }
  void keep(const std::string& name, std::shared_ptr<const T> value) {
    const std::lock_guard guard(lock_);
    if (kept_.size() >= k_kept_max) kept_.clear();
    kept_.emplace(name, std::move(value));
  }

 private:
  static constexpr std::size_t k_kept_max = 32;
  std::mutex lock_;
  std::map<std::string, std::shared_ptr<const T>> kept_;
};

Lately<KeptCatalogue>& catalogues() {
  static Lately<KeptCatalogue> kept;
  return kept;
}
Lately<KeptStandard>& standards_lately() {
  static Lately<KeptStandard> kept;
  return kept;
}

Result<std::shared_ptr<const KeptStandard>> compile(standards::PublishedStandard published,
                                                    std::shared_ptr<const KeptCatalogue> rules) {
  const std::string name = published.id + "@" + published.version + " " +
                           digest_of(published.files) + " " + published.catalogue;
  if (auto known = standards_lately().find(name)) return known;
  auto out = std::make_shared<KeptStandard>();
  out->published = std::move(published);
  out->rules = std::move(rules);
  const auto& first = out->published.files.front();
  out->standard = TRY(standards::load_standard({first.path, first.text}, out->rules->catalogue,
                                               parents_among(out->published.files)));
  standards_lately().keep(name, out);
  return std::shared_ptr<const KeptStandard>(std::move(out));
}

Result<standards::PublishedStandard> find_published(standards::StandardStore& store,
                                                    std::string_view id, std::string_view version,
                                                    Date day) {
  auto published = TRY(store.find_standard(id, version, day));
  if (published) return std::move(*published);
  const std::string name =
      version.empty() ? std::string(id) : std::string(id) + "@" + std::string(version);
  return refuse(errors::k_no_standard, {}, {name, day.text()});
}

Result<catalogue::Catalogue> load(const std::vector<standards::KeptFile>& files) {
  std::vector<catalogue::CatalogueFile> texts;
  texts.reserve(files.size());
  for (const auto& file : files) texts.push_back({file.path, file.text});
  return catalogue::load_catalogue(texts);
}

}  // namespace

std::string digest_of(const std::vector<standards::KeptFile>& files) {
  std::string all;
  for (const auto& file : files) {
    all += file.path + '\n' + std::to_string(file.text.size()) + '\n' + file.text;
  }
  return hex(sha256(all));
}

Result<std::shared_ptr<const KeptCatalogue>> read_catalogue(standards::StandardStore& store,
                                                            std::string_view sha256) {
  auto out = std::make_shared<KeptCatalogue>();
  out->sha256 = sha256.empty() ? TRY(store.latest_catalogue()) : std::string(sha256);
  if (out->sha256.empty()) return refuse(errors::k_no_catalogue);
  if (auto known = catalogues().find(out->sha256)) return known;
  const auto files = TRY(store.find_catalogue(out->sha256));
  if (!files) return refuse(errors::k_catalogue_lost, {}, {out->sha256});
  out->catalogue = TRY(load(*files));
  catalogues().keep(out->sha256, out);
  return std::shared_ptr<const KeptCatalogue>(std::move(out));
}

Result<std::shared_ptr<const KeptStandard>> read_standard(standards::StandardStore& store,
                                                          std::string_view id,
                                                          std::string_view version, Date day) {
  auto published = TRY(find_published(store, id, version, day));
  auto rules = TRY(read_catalogue(store, published.catalogue));
  return compile(std::move(published), std::move(rules));
}

Result<standards::LoadedStandard> read_standard_under(standards::StandardStore& store,
                                                      std::string_view id, std::string_view version,
                                                      Date day,
                                                      const catalogue::Catalogue& catalogue) {
  const auto published = TRY(find_published(store, id, version, day));
  const auto& first = published.files.front();
  return standards::load_standard({first.path, first.text}, catalogue,
                                  parents_among(published.files));
}

Result<std::vector<std::shared_ptr<const KeptStandard>>> active_standards(
    standards::StandardStore& store, Date day) {
  std::vector<std::shared_ptr<const KeptStandard>> out;
  std::shared_ptr<const KeptCatalogue> rules;
  for (auto& published : TRY(store.active_standards(day))) {
    if (!rules || rules->sha256 != published.catalogue) {
      rules = TRY(read_catalogue(store, published.catalogue));
    }
    out.push_back(TRY(compile(std::move(published), rules)));
  }
  return out;
}

Result<std::string> keep_catalogue(Store& store, const std::vector<standards::KeptFile>& files,
                                   Instant now) {
  TRY(load(files));
  std::string sha256 = digest_of(files);
  const auto transaction = TRY(store.begin_write());
  if (TRY(transaction->standards().latest_catalogue()) == sha256) return sha256;
  TRY(transaction->standards().add_catalogue(sha256, files, now));
  TRY(transaction->commit());
  return sha256;
}

Result<std::shared_ptr<const KeptStandard>> compile_kept(standards::PublishedStandard published,
                                                         standards::StandardStore& store) {
  auto rules = TRY(read_catalogue(store, published.catalogue));
  published.catalogue = rules->sha256;
  return compile(std::move(published), std::move(rules));
}

}  // namespace sanqu::acts
