// SPDX-License-Identifier: Apache-2.0
// Unified social credit codes (GB 32100-2015): 18 characters, each position checked, both check characters computed.
// Codes in the wild fail: `check_uscc` says in which ways and drops nothing, so that a code which is wrong can be
// used, flagged and corrected at its source. A `Uscc` is a code that passed every check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/region_code.hpp"
#include "core/result.hpp"

namespace sanqu {

inline constexpr std::size_t k_uscc_characters = 18;

/// What is wrong with a code; several can be at once. With a wrong length or a foreign character nothing else is known,
/// so the later flags stay false.
struct UsccCheck {
  bool length = false;  // not 18 characters
  std::size_t foreign_position =
      0;                // first character outside 0-9 A-Z without I O S V Z, from 1; 0: none
  bool region = false;  // positions 3-8 are no administrative division code (GB/T 2260)
  bool organization_check = false;  // position 17 does not fit 9-16 (GB 11714)
  bool check_character = false;     // position 18 does not fit 1-17
  char organization_wanted =
      0;  // the character that position 17 would have to be; 0 where it is right or not known
  char check_wanted = 0;  // the same for position 18

  bool passed() const {
    return !length && foreign_position == 0 && !region && !organization_check && !check_character;
  }
};

/// Checks `text` as it stands; see `uscc_spelling` for lower case. Never fails, never allocates.
UsccCheck check_uscc(std::string_view text);

/// The findings of `check`, one an entry that is set, at `place`; empty if it passed.
Errors uscc_findings(const UsccCheck& check, std::string_view text, const Place& place);

/// `text` with a-z as A-Z: people type codes in lower case, and no code differs from another by case alone.
std::string uscc_spelling(std::string_view text);

/// A code that passed `check_uscc`.
class Uscc {
 public:
  /// None unless every check passes.
  static std::optional<Uscc> parse(std::string_view text);

  const std::string& text() const { return text_; }
  /// Positions 1-2: registering department and kind of organisation (91: enterprise).
  std::string_view head() const { return std::string_view(text_).substr(0, 2); }
  /// Positions 3-8: where it was registered.
  RegionCode region() const;
  /// Positions 9-17: the organization code of GB 11714, check character included, without a hyphen.
  std::string_view organization_code() const { return std::string_view(text_).substr(8, 9); }

  auto operator<=>(const Uscc&) const = default;

 private:
  explicit Uscc(std::string_view text) : text_(text) {}
  std::string text_;
};

namespace uscc_errors {
extern const ErrorCode k_length, k_character, k_region, k_organization_check, k_check_character;
}

}  // namespace sanqu
