// SPDX-License-Identifier: Apache-2.0
// Inside the room: figures as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "studies/comparison.hpp"

namespace sanqu::studies {

constexpr std::string_view in(Lang lang, std::string_view zh, std::string_view en) {
  return lang == Lang::zh ? zh : en;
}

/// 1234567 as `1,234,567`.
std::string grouped(std::uint64_t number);

/// `12.3%`, rounded half up; `—` of nothing. A share above none is never shown as 0.0%, but as `<0.1%`.
std::string share_text(std::uint64_t part, std::uint64_t whole);

/// Points without trailing zeros; `signed_points` with a plus sign in front of a gain.
std::string points_text(std::int64_t units, int places);
std::string signed_points(std::int64_t units, int places);

/// A sum over so many subjects as their mean, with one place more than the points, rounded half away from zero.
std::string mean_text(std::int64_t sum, std::uint64_t count, int places);
std::string signed_mean(std::int64_t sum, std::uint64_t count, int places);

/// `kind: 个体工商户` and the like.
std::string group_text(const Comparison& comparison, const GroupTally& one, Lang lang);

}  // namespace sanqu::studies
