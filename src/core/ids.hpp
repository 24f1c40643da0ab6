// SPDX-License-Identifier: Apache-2.0
// Names of things as types: an id of a record can't be handed in where one of a subject is wanted. Outside this program
// an id is opaque text; it is compared by bytes (rule R9) and never taken apart.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace sanqu {

/// An opaque id of the things that `Tag` stands for. Made explicitly; an empty one names nothing.
template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}
  explicit Id(std::string_view text) : text_(text) {}
  explicit Id(const char* text) : text_(text) {}

  const std::string& text() const { return text_; }
  bool is_empty() const { return text_.empty(); }

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

using SubjectId =
    Id<struct SubjectTag>;  // a credit code, or foreign text where the catalogue says so
using RecordId = Id<struct RecordTag>;        // unique with its class
using ClassId = Id<struct ClassTag>;          // a record class of the catalogue
using StandardId = Id<struct StandardTag>;    // without its version
using IndicatorId = Id<struct IndicatorTag>;  // unique in its standard
using DimensionId = Id<struct DimensionTag>;
using GradeId = Id<struct GradeTag>;

}  // namespace sanqu

template <typename Tag>
struct std::hash<sanqu::Id<Tag>> {
  std::size_t operator()(const sanqu::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};
