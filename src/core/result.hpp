// SPDX-License-Identifier: Apache-2.0
// A value or all the findings that stand in its way. Exceptions are for bugs only.
#pragma once

#include <expected>
#include <utility>

#include "core/error.hpp"

namespace sanqu {

/// A value, or at least one Error.
template <typename T>
using Result = std::expected<T, Errors>;

/// One finding as the failing side of any Result.
inline std::unexpected<Errors> refuse(Error error) {
  Errors errors;
  errors.push_back(std::move(error));
  return std::unexpected<Errors>(std::move(errors));
}

inline std::unexpected<Errors> refuse(const ErrorCode& code, Place place = {},
                                      std::vector<std::string> args = {}) {
  return refuse(make_error(code, std::move(place), std::move(args)));
}

/// All findings as the failing side; there must be at least one.
inline std::unexpected<Errors> refuse_all(Errors errors) {
  return std::unexpected<Errors>(std::move(errors));
}

/// The value out of a Result that has one, by move. Not nodiscard: `TRY(step());` is for the errors alone.
template <typename T>
T value_of(Result<T>& result) {
  return std::move(*result);
}

}  // namespace sanqu

/// The value of a Result, or return its errors from the enclosing function.
/// (g++ 12 has no and_then on expected; a statement expression is clean under -Wpedantic with __extension__.)
#define TRY(...)                                                              \
  __extension__({                                                             \
    auto&& try_result_ = (__VA_ARGS__);                                       \
    if (!try_result_) return std::unexpected(std::move(try_result_).error()); \
    ::sanqu::value_of(try_result_);                                           \
  })
