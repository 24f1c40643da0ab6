// SPDX-License-Identifier: Apache-2.0
// Passes, each only if the list is not full: codes; names that contain the query; names that contain it with one error.
// The store finds candidates by a few rare grams, each candidate is then compared character by character.
#include "registry/name_search.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "core/text.hpp"
#include "registry/name_fold.hpp"
#include "registry/name_gram.hpp"
#include "registry/name_near.hpp"
#include "registry/name_plan.hpp"

namespace sanqu::registry {

namespace {

/// Names read for one set of grams beyond twice what the list holds.
constexpr std::size_t k_candidates_extra = 160;
/// Sets of grams looked for. Only a query of nothing but common words needs that many.
constexpr std::size_t k_looks_max = 32;

/// A name that fits.
struct Fitting {
  NameKey key = 0;
  SubjectKey subject = 0;
  NameFit fit = NameFit::inside;
  NameError error = NameError::none;
  std::size_t position = 0;
  std::size_t characters = 0;

  auto order() const { return std::tuple(fit, error, position, characters, key); }
  auto rank() const { return std::tuple(fit, error, position, characters); }
};

std::size_t candidates_max(std::size_t limit) { return k_candidates_extra + 2 * limit; }

class Search {
 public:
  Search(NameStore& store, std::u32string query, std::size_t limit)
      : store_(store),
        plan_(store, candidates_max(limit) * 3 / 5),
        query_(std::move(query)),
        limit_(limit) {}

  Result<std::vector<NameFound>> run(std::string_view text) {
    TRY(find_codes(text));
    const bool has_code = !found_.empty();
    if (found_.size() < limit_) TRY(find_containing());
    if (!has_code && query_.size() > 1) TRY(find_near_ones());
    drop_unwanted(has_code);
    TRY(read_best());
    return std::move(found_);
  }

 private:
  Result<bool> find_codes(std::string_view text);
  Result<bool> find_containing();
  Result<bool> find_near_ones();
  /// The names that have all of `grams` have been compared.
  bool was_looked_for(const std::vector<NameGram>& grams) const;
  /// Compares the names that have all of these; true if those were all there are.
  Result<bool> look_for(const std::vector<NameGram>& all);
  Result<bool> look(const std::vector<NameGram>& grams);
  void compare(const NameCandidate& candidate);
  bool has_containing() const;
  /// As many subjects as the list holds fit better than with this kind of error.
  bool is_full_before(NameError error) const;
  /// Short queries with an error in them fit much that nobody meant.
  void drop_unwanted(bool has_code);
  Result<bool> read_best();

  NameStore& store_;
  GramPlan plan_;
  std::u32string query_;
  std::size_t limit_;
  std::size_t looks_ = 0;
  std::vector<std::vector<NameGram>> looked_;   // sets of grams whose names were all compared
  std::vector<std::vector<NameGram>> crowded_;  // of which there were more, enough of them fitting
  std::vector<std::vector<NameGram>> cut_;      // of which there were more, few of them fitting
  std::vector<Fitting> fitting_;
  std::unordered_set<NameKey> compared_;
  std::vector<NameFound> found_;
  std::unordered_set<SubjectKey> is_found_;
};

/// Two or more letters and digits of ASCII, nothing else.
bool may_be_code(std::u32string_view folded) {
  return folded.size() >= 2 && std::ranges::all_of(folded, [](char32_t c) { return c < 0x80; });
}

Result<bool> Search::find_codes(std::string_view text) {
  if (!may_be_code(query_)) return true;
  // Codes are in capitals; ids of other kinds are as they are.
  std::string capitals = utf8_of(query_);
  for (char& c : capitals) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  std::vector<std::string> prefixes = {capitals};
  if (std::string typed = folded_cell(text); typed != capitals) {
    prefixes.push_back(std::move(typed));
  }
  for (const std::string& prefix : prefixes) {
    TRY(store_.each_subject_with_prefix(prefix, limit_ - found_.size(), [&](const NameRead& read) {
      if (!is_found_.insert(read.subject).second) return;
      found_.push_back({read.subject, read.subject_id, read.name, true, NameFit::code});
    }));
    if (found_.size() == limit_) break;
  }
  return true;
}

Result<bool> Search::find_containing() {
  const NameGram first = first_gram(query_.front());
  const NameGram last = last_gram(query_.back());
  if (query_.size() == 1) {
    TRY(look({first, last}));
    TRY(look({first}));
    if (!is_full_before(NameError::swapped)) TRY(look({last}));
    return true;
  }
  std::vector<NameGram> all = pattern_grams(query_);
  if (TRY(look_for(all))) return true;
  // There are more: then also those that begin with it, and those that are it.
  for (const NameGram& edge : {first, last}) {
    all.push_back(edge);
    const auto begin_with_it = std::ranges::count_if(
        fitting_, [](const Fitting& one) { return one.fit <= NameFit::begins; });
    if (edge == first && std::cmp_greater_equal(begin_with_it, limit_)) continue;
    std::vector<NameGram> grams = TRY(plan_.choose(all));
    if (grams.empty()) return true;
    if (std::ranges::find(grams, edge) == grams.end()) grams.push_back(edge);
    if (TRY(look(grams))) return true;
  }
  return true;
}

Result<bool> Search::look_for(const std::vector<NameGram>& all) {
  const std::vector<NameGram> grams = TRY(plan_.choose(all));
  if (grams.empty() || was_looked_for(grams)) return true;
  if (std::ranges::find(crowded_, grams) != crowded_.end()) return false;
  if (std::ranges::find(cut_, grams) == cut_.end()) {
    const std::size_t before = fitting_.size();
    if (TRY(look(grams))) return true;
    if (fitting_.size() >= before + limit_) {
      crowded_.push_back(grams);
      return false;
    }
    cut_.push_back(grams);
  }
  const std::vector<NameGram> more = TRY(plan_.choose(all, true));
  const bool is_new = more.size() > grams.size() && !was_looked_for(more) &&
                      std::ranges::find(cut_, more) == cut_.end();
  if (!is_new || TRY(look(more))) return is_new;
  cut_.push_back(more);
  return false;
}

Result<bool> Search::find_near_ones() {
  const std::size_t n = query_.size();
  if (n <= 3 && has_containing()) return true;
  std::vector<NameGram> own = pattern_grams(query_);
  std::ranges::sort(own);
  for (const auto& [error, text] : error_patterns(query_)) {
    if (n == 2 && error != NameError::swapped) break;
    if (is_full_before(error) || looks_ >= k_looks_max) break;
    std::vector<NameGram> all = pattern_grams(text);
    // First those that the error makes: mostly no name has them, and that settles it.
    std::ranges::stable_partition(
        all, [&](const NameGram& gram) { return !std::ranges::binary_search(own, gram); });
    if (was_looked_for(all)) continue;
    // Two of three characters that many names have in common say nothing.
    const bool is_weak = n == 3 && all.size() == 1;
    if (is_weak && TRY(plan_.count(all.front())) > limit_) continue;
    TRY(look_for(all));
  }
  return true;
}

bool Search::was_looked_for(const std::vector<NameGram>& grams) const {
  return std::ranges::any_of(looked_, [&](const auto& set) {
    return std::ranges::all_of(
        set, [&](const auto& gram) { return std::ranges::find(grams, gram) != grams.end(); });
  });
}

Result<bool> Search::look(const std::vector<NameGram>& grams) {
  ++looks_;
  std::size_t seen = 0;
  const std::size_t most = candidates_max(limit_);
  std::vector<std::string> texts;
  for (const NameGram& gram : grams) texts.push_back(text_of(gram));
  TRY(store_.each_name_with(texts, most, [&](const NameCandidate& candidate) {
    ++seen;
    if (compared_.insert(candidate.key).second) compare(candidate);
  }));
  if (seen == most) return false;
  looked_.push_back(grams);
  return true;
}

void Search::compare(const NameCandidate& candidate) {
  const std::u32string name = characters_of(candidate.folded);
  const auto match = find_near(name, query_);
  if (!match) return;
  Fitting fitting{.key = candidate.key,
                  .subject = candidate.subject,
                  .fit = NameFit::near,
                  .error = match->error,
                  .position = match->position,
                  .characters = name.size()};
  if (match->error == NameError::none) {
    const bool begins = match->position == 0;
    fitting.fit = !begins                        ? NameFit::inside
                  : name.size() == query_.size() ? NameFit::equal
                                                 : NameFit::begins;
  }
  fitting_.push_back(fitting);
}

bool Search::has_containing() const {
  return std::ranges::find(fitting_, NameError::none, &Fitting::error) != fitting_.end();
}

bool Search::is_full_before(NameError error) const {
  if (fitting_.size() < limit_) return false;
  std::unordered_set<SubjectKey> subjects;
  for (const Fitting& fitting : fitting_) {
    if (fitting.error < error) subjects.insert(fitting.subject);
  }
  return subjects.size() >= limit_;
}

void Search::drop_unwanted(bool has_code) {
  const std::size_t n = query_.size();
  const auto erase = [&](const auto& is_unwanted) { std::erase_if(fitting_, is_unwanted); };
  const auto has_error = [](const Fitting& one) { return one.error != NameError::none; };
  if (n == 1 || has_code || (n <= 3 && has_containing())) return erase(has_error);
  if (n == 2) return erase([](const Fitting& one) { return one.error != NameError::swapped; });
  if (n > 3) return;
  // Of three characters two are left.
  const auto is_weak = [](const Fitting& one) {
    return one.error != NameError::swapped && one.error != NameError::missing;
  };
  const auto weak = static_cast<std::size_t>(std::ranges::count_if(fitting_, is_weak));
  if (weak < fitting_.size() || weak > limit_) erase(is_weak);
}

Result<bool> Search::read_best() {
  std::ranges::sort(fitting_, {}, &Fitting::order);
  std::vector<std::pair<Fitting, NameRead>> read;
  const auto finish = [&] {
    // Of the same rank: the name that a subject has now before one that it had, then by id.
    std::ranges::sort(read, {}, [](const auto& one) {
      return std::tuple(!one.second.is_current, one.second.subject_id, one.first.key);
    });
    for (auto& [fitting, name] : read) {
      if (found_.size() == limit_) break;
      if (!is_found_.insert(name.subject).second) continue;
      found_.push_back({name.subject, std::move(name.subject_id), std::move(name.name),
                        name.is_current, fitting.fit});
    }
    read.clear();
  };
  for (const Fitting& fitting : fitting_) {
    if (!read.empty() && read.back().first.rank() != fitting.rank()) finish();
    if (found_.size() == limit_) return true;
    read.emplace_back(fitting, TRY(store_.read_name(fitting.key)));
  }
  finish();
  return true;
}

}  // namespace

Result<std::vector<NameFound>> search_names(NameStore& store, const NameQuery& query) {
  if (find_bad_utf8(query.text)) return refuse(errors::k_name_not_text);
  std::u32string folded = folded_characters(query.text);
  if (folded.empty()) return refuse(errors::k_name_empty);
  if (folded.size() > k_query_characters_max) {
    return refuse(errors::k_name_too_long, {},
                  {std::to_string(folded.size()), std::to_string(k_query_characters_max)});
  }
  const std::size_t limit = std::clamp<std::size_t>(query.limit, 1, k_names_found_max);
  return Search(store, std::move(folded), limit).run(query.text);
}

namespace errors {

const ErrorCode k_name_not_text = {"registry.name_not_text", "搜索的内容不是 UTF-8 文本",
                                   "The words to search for are not UTF-8 text",
                                   "检查终端的编码设置。", "Check the terminal's encoding."};
const ErrorCode k_name_empty = {"registry.name_empty", "搜索的内容里没有文字和数字",
                                "The words to search for have neither letters nor digits",
                                "写名称中的几个字,或代码的前几位。",
                                "Write a part of the name, or the first characters of the code."};
const ErrorCode k_name_too_long = {
    "registry.name_too_long", "搜索的内容有 {0} 个字,最多 {1} 个",
    "There are {0} characters to search for, at most {1} are possible", "只写名称中的几个字。",
    "Write a part of the name only."};

}  // namespace errors

}  // namespace sanqu::registry
