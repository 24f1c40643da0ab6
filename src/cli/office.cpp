// SPDX-License-Identifier: Apache-2.0
#include "cli/office.hpp"

#include "access/access.hpp"
#include "access/account_name.hpp"

namespace sanqu::cli {

Office::Office(std::unique_ptr<acts::Store> store, access::Secret key, RandomSource& random)
    : store_(std::move(store)), random_(random), passwords_(random), secrets_(std::move(key)) {}

Result<std::unique_ptr<Office>> Office::open(const std::string& url, const Surroundings& around) {
  auto store = TRY(around.stores.open(url));
  auto key = TRY(around.stores.key(url));
  return std::unique_ptr<Office>(new Office(std::move(store), std::move(key), around.random));
}

acts::AccountTools Office::tools() { return {*store_, passwords_, secrets_, random_, {}}; }

Result<access::Account> find_account(acts::Transaction& reading, const std::string& name) {
  auto account = TRY(reading.access().find_account(access::folded_account_name(name)));
  if (!account) return refuse(access::errors::k_no_account, {}, {name});
  return std::move(*account);
}

}  // namespace sanqu::cli
