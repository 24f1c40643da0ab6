// SPDX-License-Identifier: Apache-2.0
// A store opened for changing accounts, with all that the acts about them need. (Looking needs only the store: it makes no
// key file.)
#pragma once

#include <memory>

#include "acts/account_tools.hpp"
#include "cli/cli.hpp"

namespace sanqu::cli {

class Office {
 public:
  static Result<std::unique_ptr<Office>> open(const std::string& url, const Surroundings& around);
  acts::AccountTools tools();

 private:
  Office(std::unique_ptr<acts::Store> store, access::Secret key, RandomSource& random);

  std::unique_ptr<acts::Store> store_;
  RandomSource& random_;
  access::Passwords passwords_;
  access::SecretBox secrets_;
};

/// Error: access.no_account.
Result<access::Account> find_account(acts::Transaction& reading, const std::string& name);

}  // namespace sanqu::cli
