// SPDX-License-Identifier: Apache-2.0
// How a store is come by, handed in by `app`: whoever acts on stores does not know which kinds there are.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "access/secret.hpp"
#include "acts/store.hpp"

namespace sanqu::acts {

struct StoreDoor {
  using Open = std::function<Result<std::unique_ptr<Store>>(const std::string& url)>;
  using Care = std::function<Result<bool>(const std::string& url)>;
  using Copy = std::function<Result<bool>(const std::string& from, const std::string& to)>;

  /// The key of what is sealed in the store, made at its first use.
  using Key = std::function<Result<access::Secret>(const std::string& url)>;

  Open open;     // an existing store
  Open create;   // a new one; refused where there is one
  Care check;    // whole and consistent, to the last page
  Copy backup;   // url -> path, while others read and write
  Copy restore;  // path -> url that has no store yet
  Key key;       // lies beside the store, never in it
  Care migrate;  // brought up to this program's version
};

}  // namespace sanqu::acts
