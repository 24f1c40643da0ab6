// SPDX-License-Identifier: Apache-2.0
// Money is whole fen.
// error: deleted
#include "core/exact.hpp"

#ifndef FORBIDDEN
sanqu::Money money = sanqu::Money::from_fen(1999);
#else
sanqu::Money money(19.99);
#endif
