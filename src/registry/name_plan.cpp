// SPDX-License-Identifier: Apache-2.0
#include "registry/name_plan.hpp"

#include <algorithm>

namespace sanqu::registry {

namespace {

/// So many times `enough` names are brought down by two grams; for more it takes three.
constexpr std::uint64_t k_times_enough_for_two = 20;
constexpr std::size_t k_grams_thorough = 6;
/// A gram that so many names have, or so many times as many as have the rarest one, mostly costs more than the names that it
/// leaves out.
constexpr std::uint64_t k_names_with_max = 100'000;
constexpr std::uint64_t k_times_as_common_max = 30;

bool shares_character(const NameGram& a, const NameGram& b) {
  return a.left == b.left || a.left == b.right || a.right == b.left ||
         (a.right != 0 && a.right == b.right);
}

}  // namespace

std::vector<ErrorPattern> error_patterns(std::u32string_view query) {
  const std::size_t n = query.size();
  if (n < 2) return {};
  std::vector<ErrorPattern> patterns;
  patterns.reserve(4 * n);
  const auto add = [&](NameError error, const auto& change) {
    patterns.push_back({error, std::u32string(query)});
    change(patterns.back().text);
  };
  for (std::size_t i = 0; i + 1 < n; ++i) {
    if (query[i] == query[i + 1]) continue;
    add(NameError::swapped, [&](auto& text) { std::swap(text[i], text[i + 1]); });
  }
  for (std::size_t i = 1; i + 1 < n; ++i) {
    add(NameError::replaced, [&](auto& text) { text[i] = k_any; });
  }
  for (std::size_t i = 1; i < n; ++i) {
    add(NameError::missing, [&](auto& text) { text.insert(i, 1, k_any); });
  }
  for (std::size_t i = 1; i + 1 < n; ++i) {
    if (query[i] == query[i - 1]) continue;
    add(NameError::surplus, [&](auto& text) { text.erase(i, 1); });
  }
  add(NameError::at_edge, [&](auto& text) { text.erase(0, 1); });
  add(NameError::at_edge, [&](auto& text) { text.pop_back(); });
  return patterns;
}

Result<std::uint64_t> GramPlan::count(const NameGram& gram) {
  if (const auto known = counts_.find(gram); known != counts_.end()) return known->second;
  const std::uint64_t count = TRY(store_.count_names_with(text_of(gram)));
  counts_.emplace(gram, count);
  return count;
}

Result<std::vector<NameGram>> GramPlan::choose(const std::vector<NameGram>& grams,
                                               bool is_thorough) {
  // What was counted already may settle it without asking again.
  std::vector<const NameGram*> order;
  for (const NameGram& gram : grams) order.push_back(&gram);
  std::ranges::stable_partition(order, [&](const auto* gram) { return counts_.contains(*gram); });
  const NameGram* rarest = nullptr;
  bool is_settled = false;
  for (const NameGram* gram : order) {
    if (is_settled && !counts_.contains(*gram)) break;
    const std::uint64_t found = TRY(count(*gram));
    if (found == 0) return std::vector<NameGram>{};
    if (rarest == nullptr || found < counts_.at(*rarest)) rarest = gram;
    is_settled = !is_thorough && counts_.at(*rarest) <= enough_;
  }
  if (rarest == nullptr) return std::vector<NameGram>{};
  if (is_settled) return std::vector<NameGram>{*rarest};
  std::ranges::stable_sort(order, {}, [&](const auto* gram) { return counts_.at(*gram); });
  const std::uint64_t least = counts_.at(*rarest);
  const std::uint64_t most = std::max(k_names_with_max, least * k_times_as_common_max);
  std::vector<NameGram> chosen = {*rarest};
  const auto add = [&](std::size_t count_then, const auto& is_wanted) {
    for (const NameGram* gram : order) {
      if (chosen.size() >= count_then || counts_.at(*gram) > most) return;
      const bool is_new = std::ranges::find(chosen, *gram) == chosen.end();
      if (is_new && is_wanted(*gram)) chosen.push_back(*gram);
    }
  };
  const auto any = [](const NameGram&) { return true; };
  const auto from_elsewhere = [&](const NameGram& gram) {
    return std::ranges::none_of(chosen,
                                [&](const auto& one) { return shares_character(one, gram); });
  };
  // Grams side by side go together in the same names; one from another place leaves fewer.
  add(least <= enough_ * k_times_enough_for_two ? 2 : 3, from_elsewhere);
  if (chosen.size() == 1) add(2, any);
  if (is_thorough) add(k_grams_thorough, any);
  return chosen;
}

}  // namespace sanqu::registry
