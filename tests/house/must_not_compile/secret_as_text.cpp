// SPDX-License-Identifier: Apache-2.0
// Nor does a password become a text on its own: an error's argument, a member of a JSON object.
// error: no match|could not convert|no matching function|cannot convert
#include <string>

#include "access/secret.hpp"

std::string shown(const sanqu::access::Secret& password) {
#ifndef FORBIDDEN
  return std::string(password.reveal().size(), '*');
#else
  return password;
#endif
}
