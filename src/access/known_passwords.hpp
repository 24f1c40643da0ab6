// SPDX-License-Identifier: Apache-2.0
// The passwords that everybody tries first. Since twelve characters are asked for, only what is that long can matter: the
// usual ones come doubled, with a year or with digits after them, and the walks over the keyboard.
#pragma once

#include <string_view>

namespace sanqu::access {

/// `password` as it is kept; capitals don't count. True for those of the list, also with digits and signs around them, for a
/// short piece again and again (abcabcabcabc), for runs (123456789012, abcdefghijkl) and for the account's own name with
/// little around it.
bool is_known_password(std::string_view password, std::string_view folded_name);

}  // namespace sanqu::access
