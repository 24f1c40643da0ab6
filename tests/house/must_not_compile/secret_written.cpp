// SPDX-License-Identifier: Apache-2.0
// A password has no way into a stream but by name.
// error: deleted function
#include <ostream>

#include "access/secret.hpp"

void write(std::ostream& out, const sanqu::access::Secret& password) {
#ifndef FORBIDDEN
  out << password.reveal().size();
#else
  out << password;
#endif
}
