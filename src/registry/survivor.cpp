// SPDX-License-Identifier: Apache-2.0
#include "registry/survivor.hpp"

#include <map>
#include <set>

namespace sanqu::registry {

Result<Survivor> survivor_of(RegistryStore& store, SubjectKey subject, Instant known_at) {
  Survivor out{subject, ""};
  const auto joined = TRY(store.merged_with(subject));
  if (joined.size() == 1) return out;
  std::map<SubjectKey, Survivor> into;
  TRY(store.each_merge({joined, known_at}, [&](const MergeLineRead& read) {
    if (read.line.undone) {
      into.erase(read.line.subject);
    } else {
      into[read.line.subject] = {read.line.into, std::string(read.into_id)};
    }
  }));
  std::set<SubjectKey> seen = {subject};
  for (auto next = into.find(subject); next != into.end(); next = into.find(out.subject)) {
    if (!seen.insert(next->second.subject).second) break;
    out = next->second;
  }
  return out;
}

}  // namespace sanqu::registry
