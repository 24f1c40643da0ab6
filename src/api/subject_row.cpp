// SPDX-License-Identifier: Apache-2.0
#include "api/subject_row.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/json.hpp"
#include "core/region_code.hpp"

namespace sanqu::api {

namespace {

/// In the subject's line of today; empty: none.
Result<std::string> registered_region(registry::RegistryStore& store, registry::SubjectKey subject,
                                      Date today) {
  std::string content;
  TRY(store.subject_line_on(subject, today,
                            [&](const registry::SubjectLine& line) { content = line.content; }));
  if (content.empty()) return std::string();
  const auto attributes = parse_json("attributes", content);
  const JsonValue* region = attributes ? attributes->find("region") : nullptr;
  return region == nullptr ? std::string() : region->text;
}

Result<std::vector<std::string>> zones_of(registry::RegistryStore& store,
                                          registry::SubjectKey subject, Date today) {
  const std::vector<registry::SubjectKey> one = {subject};
  // The last line of a zone and first day counts.
  std::map<std::pair<std::string, Date>, Date> through;
  TRY(store.each_membership({one, Instant::max()}, [&](const registry::MembershipRead& read) {
    through[{std::string(read.zone_id), read.line.from}] = read.line.through;
  }));
  std::vector<std::string> out;
  for (const auto& [zone_and_from, last] : through) {
    if (zone_and_from.second <= today && today <= last) out.push_back(zone_and_from.first);
  }
  return out;
}

Result<std::string> region_of_zones(registry::RegistryStore& store,
                                    const std::vector<std::string>& zones) {
  if (zones.empty()) return std::string();
  for (const registry::ZoneLine& zone : TRY(store.zones())) {
    if (!zone.region.empty() && std::ranges::find(zones, zone.zone_id) != zones.end()) {
      return zone.region;
    }
  }
  return std::string();
}

std::string region_of_code(const std::string& subject_id) {
  constexpr std::size_t k_at = 2;
  constexpr std::size_t k_digits = 6;
  constexpr std::size_t k_characters = 18;
  if (subject_id.size() != k_characters) return {};
  const std::string digits = subject_id.substr(k_at, k_digits);
  return RegionCode::parse(digits) ? digits : std::string();
}

}  // namespace

Result<access::Row> subject_row(acts::Transaction& reading, registry::SubjectKey subject,
                                Date today) {
  registry::RegistryStore& store = reading.registry();
  access::Row out;
  out.subject = TRY(store.subject_id_of(subject));
  out.zones = TRY(zones_of(store, subject, today));
  out.region = TRY(registered_region(store, subject, today));
  if (out.region.empty()) out.region = TRY(region_of_zones(store, out.zones));
  if (out.region.empty()) out.region = region_of_code(out.subject);
  return out;
}

}  // namespace sanqu::api
