// SPDX-License-Identifier: Apache-2.0
#include "studies/wording.hpp"

#include <fmt/core.h>

#include "core/exact.hpp"

namespace sanqu::studies {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "—";
  const std::uint64_t permille = (part * 2000 + whole) / (2 * whole);
  if (permille == 0 && part > 0) return "<0.1%";
  return fmt::format("{}.{}%", permille / 10, permille % 10);
}

std::string points_text(std::int64_t units, int places) {
  return decimal_text_short(units, places);
}

std::string signed_points(std::int64_t units, int places) {
  return (units > 0 ? "+" : "") + points_text(units, places);
}

namespace {

std::int64_t mean_units(std::int64_t sum, std::uint64_t count) {
  return static_cast<std::int64_t>(divide_round(Int128{sum} * 10, static_cast<Int128>(count)));
}

}  // namespace

std::string mean_text(std::int64_t sum, std::uint64_t count, int places) {
  return count == 0 ? "—" : decimal_text_short(mean_units(sum, count), places + 1);
}

std::string signed_mean(std::int64_t sum, std::uint64_t count, int places) {
  return count == 0 ? "—" : signed_points(mean_units(sum, count), places + 1);
}

std::string group_text(const Comparison& comparison, const GroupTally& one, Lang lang) {
  const Grouping& grouping = comparison.groupings[one.grouping];
  return fmt::format(fmt::runtime(in(lang, "{}“{}”", "{} `{}`")), grouping.title.in(lang),
                     grouping.groups[one.group].title.in(lang));
}

}  // namespace sanqu::studies
