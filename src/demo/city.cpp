// SPDX-License-Identifier: Apache-2.0
// The city from beginning to end: who is there, what happened to them, and the files in which the offices tell of it.
#include <algorithm>
#include <filesystem>

#include "demo/demo.hpp"
#include "demo/outbox.hpp"
#include "demo/population.hpp"
#include "demo/record_makers.hpp"

namespace sanqu::demo {

namespace {

Result<bool> make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return refuse(errors::k_not_written, {}, {folder, error.message()});
  const bool is_empty = std::filesystem::is_empty(folder, error);
  if (error) return refuse(errors::k_not_written, {}, {folder, error.message()});
  if (!is_empty) return refuse(errors::k_folder_not_empty, {}, {folder});
  return true;
}

void count(const City& city, CityFiles& files) {
  const auto zones = [&](ZoneKind kind) {
    return static_cast<std::uint32_t>(std::count_if(
        city.zones.begin(), city.zones.end(), [&](const Zone& zone) { return zone.kind == kind; }));
  };
  files.streets = zones(ZoneKind::street);
  files.communities = zones(ZoneKind::community);
  files.parks = zones(ZoneKind::park);
  files.enterprises = static_cast<std::uint32_t>(
      std::count_if(city.subjects.begin(), city.subjects.end(),
                    [](const Subject& subject) { return subject.is_enterprise; }));
  files.merchants = static_cast<std::uint32_t>(city.subjects.size()) - files.enterprises;
}

struct Step {
  void (*add)(const City&, Outbox&);
  const Template& (*form)();
};

// A class is sent before the next is made, so that only one waits in memory.
constexpr Step k_steps[] = {
    {add_licences, licence_template},
    {add_penalties, penalty_template},
    {add_inspections, inspection_template},
    {add_abnormal, abnormal_template},
    {add_complaints, complaint_template},
    {add_listings, list_template},
    {add_commendations, commendation_template},
    {add_benefits, benefit_template},
    {add_commitments, commitment_template},
    {add_contracts, contract_template},
    {add_taxes, tax_template},
    {add_reviews, review_template},
    {add_judgments, judgment_template},
    {add_defaulters, defaulter_template},
};

}  // namespace

Result<CityFiles> write_city(const std::string& folder, const CityOptions& options) {
  if (options.permille < 1 || options.permille > k_permille_max) {
    return refuse(errors::k_permille, {},
                  {std::to_string(options.permille), std::to_string(k_permille_max)});
  }
  TRY(make_folder(folder));
  const City city = make_city(options);
  Outbox outbox(folder, options.seed);
  add_register(city, outbox);
  for (const auto form : {subject_template, zone_template, membership_template,
                          registration_template, merge_template}) {
    TRY(outbox.send(form()));
  }
  for (const Step& step : k_steps) {
    step.add(city, outbox);
    TRY(outbox.send(step.form()));
  }
  // Repairs come last: they are of records that arrived.
  TRY(outbox.send(status_template()));
  CityFiles files = TRY(outbox.finish());
  count(city, files);
  return files;
}

}  // namespace sanqu::demo
