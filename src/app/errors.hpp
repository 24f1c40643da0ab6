// SPDX-License-Identifier: Apache-2.0
// What only the program as a whole has to refuse: its configuration.
#pragma once

#include "core/error.hpp"

namespace sanqu::app::errors {

extern const ErrorCode k_listen_form, k_path, k_secret_long, k_network, k_address;

}  // namespace sanqu::app::errors
