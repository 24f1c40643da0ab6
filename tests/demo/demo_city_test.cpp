// SPDX-License-Identifier: Apache-2.0
// The demo city's files as intake reads them, and a register that knows no more than what came before: every line that is
// wrong on purpose is noticed by whom it was promised, and no other; every correction is one.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "demo/demo.hpp"
#include "intake/file_source.hpp"
#include "intake/intake.hpp"

namespace sanqu {

namespace {

std::string contents(std::span<const catalogue::FieldValue> values) {
  std::string all;
  for (const catalogue::FieldValue& value : values) {
    all += std::to_string(value.number) + "\x1f" + std::string(value.text) + "\x1e";
  }
  return all;
}

/// Counts what a file's lines mean, as a store would: the one thing that it keeps is the newest content of each record.
class Register final : public intake::RecordSink, public intake::SubjectSink {
 public:
  std::set<std::uint32_t> refused_by_intake;
  std::set<std::uint32_t> refused_by_register;
  std::set<std::uint32_t> persons;
  std::uint32_t corrected = 0;
  std::uint32_t unchanged = 0;
  std::map<std::string, std::uint64_t> codes;

  void begin() {
    refused_by_intake.clear();
    refused_by_register.clear();
    persons.clear();
    corrected = unchanged = 0;
    codes.clear();
  }

  void subject(const intake::CheckedSubject& subject) override {
    CHECK(!subject.uscc_failed);
    subjects_.insert(std::string(subject.subject_id));
  }
  void record(const intake::CheckedRecord& record) override {
    if (!subjects_.contains(std::string(record.subject_id))) {
      refused_by_register.insert(record.place.line);
      return;
    }
    std::string& known =
        records_[std::to_string(record.class_index) + " " + std::string(record.record_id)];
    const std::string now = contents(record.values);
    if (known == now) ++unchanged;
    if (!known.empty() && known != now) ++corrected;
    known = now;
  }
  void status(const intake::CheckedStatus& status) override {
    if (!records_.contains(std::to_string(status.class_index) + " " +
                           std::string(status.record_id))) {
      refused_by_register.insert(status.place.line);
    }
  }
  void merge(const intake::CheckedMerge& merge) override {
    if (!subjects_.contains(std::string(merge.subject_id)) ||
        !subjects_.contains(std::string(merge.into))) {
      refused_by_register.insert(merge.place.line);
    }
  }
  void zone(const intake::CheckedZone& zone) override { zones_.insert(std::string(zone.zone_id)); }
  void membership(const intake::CheckedMembership& membership) override {
    if (!zones_.contains(std::string(membership.zone_id)) ||
        !subjects_.contains(std::string(membership.subject_id))) {
      refused_by_register.insert(membership.place.line);
    }
  }
  void refused(const intake::RefusedLine& line) override {
    refused_by_intake.insert(line.place.line);
    if (line.is_person) persons.insert(line.place.line);
    for (const Error& finding : line.findings) ++codes[std::string(finding.code->id)];
  }

  std::size_t subjects() const { return subjects_.size(); }

 private:
  std::set<std::string> subjects_;
  std::set<std::string> zones_;
  std::map<std::string, std::string> records_;
};

std::int32_t class_of(const catalogue::Catalogue& catalogue, const std::string& id) {
  if (id == "record_status") return intake::k_class_record_status;
  if (id == "subject_merge") return intake::k_class_subject_merge;
  if (id == "zone") return intake::k_class_zone;
  if (id == "zone_membership") return intake::k_class_zone_membership;
  const std::int32_t index = catalogue.find_class(id);
  REQUIRE(index >= 0);
  return index;
}

void read(const demo::Delivery& delivery, const catalogue::Catalogue& catalogue, Register& sink) {
  auto source = intake::open_file_source(delivery.path);
  REQUIRE(source.has_value());
  intake::ReadOptions options;
  options.latest_event_date = delivery.received_at.date();
  if (delivery.class_id != "subject") options.class_index = class_of(catalogue, delivery.class_id);
  const auto receipt = delivery.class_id == "subject"
                           ? intake::read_subjects(**source, catalogue, options, sink)
                           : intake::read_records(**source, catalogue, options, sink);
  if (!receipt) MESSAGE(receipt.error().front().render(Lang::en));
  REQUIRE(receipt.has_value());
  CHECK(receipt->lines_read == delivery.lines);
}

std::set<std::uint32_t> promised(const demo::Delivery& delivery, demo::Consequence consequence) {
  std::set<std::uint32_t> lines;
  for (const demo::FaultyLine& faulty : delivery.faulty) {
    if (demo::consequence_of(faulty.fault) == consequence) lines.insert(faulty.line);
  }
  return lines;
}

std::set<std::uint32_t> promised(const demo::Delivery& delivery, demo::Fault fault) {
  std::set<std::uint32_t> lines;
  for (const demo::FaultyLine& faulty : delivery.faulty) {
    if (faulty.fault == fault) lines.insert(faulty.line);
  }
  return lines;
}

void check_city(int permille, std::uint64_t seed) {
  const auto catalogue = catalogue::load_catalogue_folder(SANQU_ROOT "/rules/catalogue");
  REQUIRE(catalogue.has_value());
  const auto folder =
      std::filesystem::temp_directory_path() / ("sanqu_demo_city_" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  const auto city = demo::write_city(folder.string(), {permille, seed});
  REQUIRE(city.has_value());
  Register known;
  std::uint64_t corrections = 0;
  for (const demo::Delivery& delivery : city->deliveries) {
    INFO(delivery.path);
    if (delivery.is_repeat) continue;  // the very same bytes: nothing is read again
    known.begin();
    read(delivery, *catalogue, known);
    const auto wanted = promised(delivery, demo::Consequence::refused_by_intake);
    CHECK(known.refused_by_intake == wanted);
    if (known.refused_by_intake != wanted) {
      for (const auto& [code, count] : known.codes) MESSAGE(code, " ", count);
    }
    CHECK(known.persons == promised(delivery, demo::Fault::natural_person));
    CHECK(known.refused_by_register == promised(delivery, demo::Consequence::refused_by_register));
    CHECK(known.corrected == delivery.corrections);
    CHECK(known.unchanged == promised(delivery, demo::Fault::duplicate_line).size());
    corrections += known.corrected;
  }
  CHECK(known.subjects() == city->merchants + city->enterprises);
  CHECK(corrections > 0);
  std::filesystem::remove_all(folder);
}

}  // namespace

TEST_CASE("what was done wrong on purpose is noticed, and nothing else") {
  check_city(40, 1);
  check_city(15, 20260930);
}

}  // namespace sanqu
