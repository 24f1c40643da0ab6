// SPDX-License-Identifier: Apache-2.0
// A store and its transactions, as the acts see them: one writer at a time, any number of readers, each with the state
// that was there when it began. Implemented in storage/; the rooms' ports hang on the transaction.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/access_store.hpp"
#include "acts/job_store.hpp"
#include "acts/submission_store.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "evaluation/result_store.hpp"
#include "intake/batch_store.hpp"
#include "portal/portal_store.hpp"
#include "registry/registry_store.hpp"
#include "standards/standard_store.hpp"

namespace sanqu::acts {

/// What is done in it is seen by nobody else until `commit`; without that it is undone.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual registry::RegistryStore& registry() = 0;
  virtual intake::BatchStore& batches() = 0;
  virtual evaluation::ResultStore& results() = 0;
  virtual standards::StandardStore& standards() = 0;
  virtual access::AccessStore& access() = 0;
  virtual portal::PortalStore& portal() = 0;
  virtual JobStore& jobs() = 0;
  virtual SubmissionStore& submissions() = 0;
  /// Durable when it returns. Once, and nothing may be called afterwards.
  virtual Result<bool> commit() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  /// Errors: storage.locked when another writer does not finish within the waiting time.
  virtual Result<std::unique_ptr<Transaction>> begin_write() = 0;
  /// Only the reading calls may be used.
  virtual Result<std::unique_ptr<Transaction>> begin_read() = 0;
  virtual const std::string& name() const = 0;  // for messages: sqlite:sanqu.db
};

}  // namespace sanqu::acts
