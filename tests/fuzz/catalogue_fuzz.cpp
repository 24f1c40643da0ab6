// SPDX-License-Identifier: Apache-2.0
// Any bytes as a catalogue: never a crash; what loads keeps the promises of catalogue.hpp. Seeds: rules/catalogue.
// A NUL byte parts the input into files, so that references across files are met too.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/ensure.hpp"

using namespace sanqu;
using namespace sanqu::catalogue;

namespace {

void check_index(std::int32_t index, std::size_t size, bool may_be_none) {
  ensure(index < static_cast<std::int32_t>(size));
  ensure(index >= (may_be_none ? -1 : 0));
}

void check_field(const Field& field, const Catalogue& catalogue) {
  const bool coded = field.type == FieldType::code || field.type == FieldType::codes;
  ensure(field.min <= field.max);
  ensure(field.places >= 0 && field.places <= 6);
  ensure(field.length_max <= k_text_length_max);
  check_index(field.code_set, catalogue.code_sets.size(), !coded);
}

void check_class(const RecordClass& record_class, const Catalogue& catalogue) {
  const std::size_t fields = record_class.fields.size();
  ensure(!record_class.basis.empty());
  check_index(record_class.event_date, fields, false);
  const Field& date = record_class.fields[static_cast<std::size_t>(record_class.event_date)];
  ensure(date.type == FieldType::date && date.required && !date.personal);
  for (const Field& field : record_class.fields) check_field(field, catalogue);
  for (const std::int32_t index : record_class.duplicate_key) check_index(index, fields, false);
  if (record_class.due) {
    check_index(record_class.due->from_field, fields, false);
    ensure(record_class.due->working_days > 0 && !record_class.due->basis.empty());
  }
  if (!record_class.publication) return;
  const Publication& publication = *record_class.publication;
  check_index(publication.from_field, fields, false);
  check_index(publication.until_field, fields, true);
  check_index(publication.by_field, fields, true);
  std::size_t periods = 1;
  if (publication.by_field >= 0) {
    const Field& by = record_class.fields[static_cast<std::size_t>(publication.by_field)];
    periods = catalogue.code_sets[static_cast<std::size_t>(by.code_set)].codes.size();
  }
  ensure(publication.periods.size() == periods);
  for (const PublicationPeriod& period : publication.periods) {
    ensure(period.min_months >= 0 && period.min_months <= period.max_months);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<CatalogueFile> files(1);
  files[0].path = "0.yaml";
  for (std::size_t i = 0; i < size && files.size() < 8; ++i) {
    if (data[i] == 0) {
      files.push_back({std::to_string(files.size()) + ".yaml", ""});
    } else {
      files.back().text += static_cast<char>(data[i]);
    }
  }
  const auto loaded = load_catalogue(files);
  if (!loaded) {
    ensure(!loaded.error().empty());
    for (const Error& error : loaded.error()) {
      (void)error.render(Lang::zh);
      (void)error.render(Lang::en);
    }
    return 0;
  }
  ensure(!loaded->id.empty());
  for (const Field& field : loaded->attributes) {
    ensure(!field.personal);
    check_field(field, *loaded);
  }
  for (const CodeSet& set : loaded->code_sets) {
    for (std::size_t i = 0; i < set.codes.size(); ++i) {
      ensure(set.find(set.codes[i].id) == static_cast<std::int32_t>(i));
    }
  }
  for (const RecordClass& record_class : loaded->classes) check_class(record_class, *loaded);
  return 0;
}
