// SPDX-License-Identifier: Apache-2.0
// Of two texts that differ by one error, the first place where they differ is as good a place for it as any other. So at each
// place of the name: walk to the first difference, then compare the rest for each kind of error.
#include "registry/name_near.hpp"

#include <algorithm>

namespace sanqu::registry {

namespace {

bool starts_at(std::u32string_view name, std::size_t at, std::u32string_view part) {
  return at <= name.size() && name.substr(at).starts_with(part);
}

/// `query` against the name from its beginning on; they differ at `at`, which both have.
std::optional<NameError> error_at(std::u32string_view name, std::u32string_view query,
                                  std::size_t at) {
  if (at == 0) return std::nullopt;  // an edge
  if (starts_at(name, at + 1, query.substr(at))) return NameError::missing;
  const std::u32string_view rest = query.substr(at + 1);  // behind the character that differs
  if (rest.empty()) return std::nullopt;                  // the other edge
  if (name[at] == rest.front() && at + 1 < name.size() && name[at + 1] == query[at] &&
      starts_at(name, at + 2, rest.substr(1))) {
    return NameError::swapped;
  }
  if (starts_at(name, at + 1, rest)) return NameError::replaced;
  if (starts_at(name, at, rest)) return NameError::surplus;
  return std::nullopt;
}

/// Neighbours that are swapped at the very beginning.
bool is_swapped_at_beginning(std::u32string_view name, std::u32string_view query) {
  return query.size() >= 2 && name.size() >= 2 && query[0] != query[1] && name[0] == query[1] &&
         name[1] == query[0] && starts_at(name, 2, query.substr(2));
}

/// The best kind for an occurrence that begins at the beginning of `name`.
std::optional<NameError> error_here(std::u32string_view name, std::u32string_view query) {
  const std::size_t most = std::min(name.size(), query.size());
  std::size_t at = 0;
  while (at < most && name[at] == query[at]) ++at;
  if (at == query.size()) return NameError::none;
  if (at == 0 && is_swapped_at_beginning(name, query)) return NameError::swapped;
  if (at < name.size()) {
    if (const auto error = error_at(name, query, at)) return error;
  }
  const bool has_more = query.size() > 1;
  if (has_more && at + 1 == query.size()) return NameError::at_edge;
  if (has_more && starts_at(name, 0, query.substr(1))) return NameError::at_edge;
  return std::nullopt;
}

}  // namespace

std::optional<NameMatch> find_near(std::u32string_view name, std::u32string_view query) {
  if (query.empty()) return std::nullopt;
  if (const std::size_t at = name.find(query); at != std::u32string_view::npos) {
    return NameMatch{NameError::none, at};
  }
  std::optional<NameMatch> best;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const auto error = error_here(name.substr(at), query);
    if (error && (!best || *error < best->error)) best = NameMatch{*error, at};
  }
  return best;
}

}  // namespace sanqu::registry
