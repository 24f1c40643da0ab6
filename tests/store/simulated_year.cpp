// SPDX-License-Identifier: Apache-2.0
// A year in the life of a store, day by day: files with new, corrected, repeated and faulty lines, repairs, suspensions,
// merges and their undoing, zones joined and left. Each morning the due-list is worked off. Then
//   - a full run finds nothing to change, whenever it is made (update = full run), and
//   - every result that was ever written comes out again, byte for byte, from its standard version, as_of and known_at.
// Usage: simulated_year FOLDER [--without-due] SEED...   (a failure prints its seed, day and subject)
// --without-due leaves the due-list alone: then a full run must find something, which shows that the test can fail.
#include <fmt/core.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "acts/import_file.hpp"
#include "acts/load_snapshot.hpp"
#include "acts/publish_standard.hpp"
#include "acts/reevaluate.hpp"
#include "evaluation/result_json.hpp"
#include "intake/memory_source.hpp"
#include "storage/storage.hpp"

namespace sanqu {
namespace {

constexpr std::int64_t k_hour_ms = 3'600'000;
constexpr int k_days = 365;
constexpr std::size_t k_shops_max = 24;

[[noreturn]] void fail(const std::string& what) {
  fmt::print(stderr, "FAILED: {}\n", what);
  std::exit(1);
}

template <typename T>
T need(Result<T> result, const std::string& doing) {
  if (result) return std::move(*result);
  for (const Error& error : result.error()) fmt::print(stderr, "{}\n", error.render(Lang::en));
  fail(doing);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) fail("can't read " + path);
  return text;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) fail("the test's data changed: no " + what);
  return text.replace(at, what.size(), by);
}

/// The golden tests' catalogue and standard, with zones and without ranks (those come from full runs alone).
struct TestRules {
  std::vector<standards::KeptFile> catalogue;
  std::vector<standards::KeptFile> standard;
};
TestRules test_rules() {
  const std::string data = std::string(SANQU_ROOT) + "/tests/golden/data/";
  TestRules out;
  std::string catalogue;
  for (const auto& entry : std::filesystem::directory_iterator(data + "catalogue")) {
    catalogue = read_file(entry.path().string());
  }
  catalogue = replaced(catalogue, "subject_scheme: uscc", "subject_scheme: foreign");
  catalogue = replaced(catalogue, "    - {id: street, type: text",
                       "    - {id: zone.id, type: text, title: {en: Zone}}\n"
                       "    - {id: street, type: text");
  out.catalogue = {{"shops.yaml", catalogue}};
  std::string standard = read_file(data + "standards/shop.yaml");
  standard = replaced(standard, "rank: {within: [street], minimum: 3}", "");
  standard = replaced(standard, "  not_rated:\n",
                      "  not_rated:\n    - {id: no_zone, when: missing(zone.id), reason: {zh: "
                      "不在任何信用区, en: In no zone}}\n");
  out.standard = {{"shop.yaml", standard}};
  return out;
}

class Year {
 public:
  Year(const std::string& folder, std::uint64_t seed, bool works_off_due)
      : path_(folder + "/year_" + std::to_string(seed) + ".db"),
        seed_(seed),
        works_off_due_(works_off_due),
        random_(seed) {}

  void run();

 private:
  std::size_t any(std::size_t below) { return static_cast<std::size_t>(random_() % below); }
  bool once_in(std::size_t times) { return any(times) == 0; }
  std::string shop(std::size_t index) const { return fmt::format("SHOP{:03}", index); }
  Date day(int offset) const { return plus_days(*Date::parse("2026-01-01"), offset); }
  Instant moment(int offset) {
    const std::int64_t midnight = Instant::parse(day(offset).text())->unix_ms();
    return Instant::from_unix_ms(midnight + 8 * k_hour_ms + ticks_++);
  }

  void bring(int offset, const std::string& class_id, const std::string& csv);
  void live(int offset);
  void new_shops(int offset);
  void penalties(int offset);
  void awards(int offset);
  void statuses(int offset);
  void merges(int offset);
  void memberships(int offset);
  void work_off_due(int offset);
  void check_full_run(int offset);
  void check_history();
  std::string again(const evaluation::StoredResult& result);

  std::string path_;
  std::uint64_t seed_;
  bool works_off_due_;
  std::mt19937_64 random_;
  std::int64_t ticks_ = 0;
  std::unique_ptr<acts::Store> store_;
  std::size_t shops_ = 0;
  std::size_t penalties_ = 0;
  std::size_t files_ = 0;
  std::size_t due_changes_ = 0;
  std::size_t results_checked_ = 0;
  std::uint64_t quarantined_ = 0;
};

void Year::bring(int offset, const std::string& class_id, const std::string& csv) {
  intake::MemorySource source(csv);
  acts::ImportRequest request;
  request.class_id = class_id;
  request.source = "office";
  request.file = fmt::format("{}_{}.csv", class_id, files_++);
  request.now = moment(offset);
  request.threads = 1;
  const auto receipt = need(acts::import_file(*store_, source, request), "import:\n" + csv);
  quarantined_ += receipt.batch.counts.quarantined;
  const auto& counts = receipt.batch.counts;
  if (counts.read !=
      counts.accepted + counts.unchanged + counts.corrected + counts.quarantined + counts.persons) {
    fail("the receipt's figures don't add up:\n" + csv);
  }
}

void Year::new_shops(int offset) {
  std::string csv = "subject_id,kind,name,opened_on,street,valid_from\n";
  for (std::size_t i = 0; i < 1 + any(3); ++i) {
    const bool is_new = shops_ < k_shops_max && once_in(2);
    const std::size_t which = is_new ? shops_++ : any(std::max<std::size_t>(shops_, 1));
    if (which >= shops_) continue;
    const Date opened = day(static_cast<int>(any(300)) - 250);
    // A change may be about the past, today or a day to come.
    const std::string from = once_in(3) ? day(offset + static_cast<int>(any(40)) - 20).text() : "";
    csv += fmt::format("{},individual_business,Shop {},{},street {},{}\n", shop(which), any(50),
                       opened.text(), any(3), from);
  }
  bring(offset, "subject", csv);
}

void Year::penalties(int offset) {
  const char* severities[] = {"minor", "general", "serious", "unheard-of"};
  std::string csv = "subject_id,record_id,document_no,decided_on,severity,fine\n";
  for (std::size_t i = 0; i < 1 + any(3); ++i) {
    const std::size_t number = once_in(3) && penalties_ > 0 ? any(penalties_) : penalties_++;
    const Date decided = day(offset - static_cast<int>(any(900)));
    csv +=
        fmt::format("{},P{},doc {},{},{},{}\n", shop(any(shops_ + (once_in(10) ? 1 : 0))), number,
                    number, decided.text(), severities[any(once_in(8) ? 4 : 3)], any(9000));
  }
  bring(offset, "penalty", csv);
  if (once_in(10)) bring(offset, "penalty", csv);  // the same file again
}

void Year::awards(int offset) {
  std::string csv = "subject_id,record_id,award_name,awarded_on\n";
  for (std::size_t i = 0; i < 1 + any(2); ++i) {
    const std::size_t number = any(30);
    csv += fmt::format("{},A{},award {},{}\n", shop(any(shops_)), number, number,
                       day(offset - static_cast<int>(any(800))).text());
  }
  bring(offset, "award", csv);
}

void Year::statuses(int offset) {
  const char* words[] = {"repaired", "suspended", "withdrawn", "expired", "in_force"};
  std::string csv = "of_class,record_id,status,effective_on\n";
  csv += fmt::format("penalty,P{},{},{}\n", any(penalties_ + 1), words[any(5)],
                     day(offset + static_cast<int>(any(60)) - 30).text());
  bring(offset, "record_status", csv);
}

void Year::merges(int offset) {
  std::string csv = "subject_id,into,undone\n";
  const std::size_t from = any(shops_);
  const std::size_t into = any(shops_);
  // Only later ones into earlier ones, so that there is no circle.
  if (from > into) {
    csv += fmt::format("{},{},{}\n", shop(from), shop(into), once_in(2) ? "true" : "false");
    bring(offset, "subject_merge", csv);
  }
}

void Year::memberships(int offset) {
  std::string csv = "zone_id,subject_id,from,through\n";
  const Date from = day(offset - static_cast<int>(any(30)) + 10);
  const std::string through =
      once_in(2) ? "" : plus_days(from, static_cast<std::int32_t>(any(200))).text();
  csv += fmt::format("Z{},{},{},{}\n", any(3), shop(any(shops_)), from.text(), through);
  bring(offset, "zone_membership", csv);
}

void Year::live(int offset) {
  if (once_in(4) || shops_ < 3) new_shops(offset);
  if (shops_ == 0) return;
  if (once_in(3)) penalties(offset);
  if (once_in(6)) awards(offset);
  if (once_in(6)) statuses(offset);
  if (once_in(12)) merges(offset);
  if (once_in(5)) memberships(offset);
}

void Year::work_off_due(int offset) {
  for (const auto& done :
       need(acts::evaluate_due(*store_, day(offset), moment(offset), {.threads = 1}), "due")) {
    due_changes_ += done.changed;
  }
}

void Year::check_full_run(int offset) {
  for (const auto& run :
       need(acts::evaluate_full(*store_, "", day(offset), moment(offset), {.threads = 1}),
            "full run")) {
    if (run.changed != 0) {
      fail(fmt::format("seed {} day {}: the full run changed {} of {} results", seed_,
                       day(offset).text(), run.changed, run.evaluated));
    }
  }
}

/// The result computed anew from what names it; empty where the subject has none of its own then.
std::string Year::again(const evaluation::StoredResult& result) {
  const auto reading = need(store_->begin_read(), "read");
  const auto standard = need(acts::read_standard(reading->standards(), result.standard_id,
                                                 result.standard_version, result.as_of),
                             "standard");
  const std::vector<registry::SubjectKey> one = {result.subject};
  const auto keys = need(acts::with_merged(reading->registry(), one), "merged");
  const auto loaded =
      need(acts::load_snapshot(reading->registry(), *standard, keys, result.as_of, result.known_at),
           "snapshot");
  const auto& catalogue = standard->rules->catalogue;
  const auto results = evaluation::evaluate(standard->standard.plan, catalogue, loaded.snapshot,
                                            result.as_of, {.threads = 1});
  const evaluation::ResultSet set{.plan = standard->standard.plan,
                                  .catalogue = catalogue,
                                  .snapshot = loaded.snapshot,
                                  .results = results,
                                  .as_of = result.as_of,
                                  .known_at = result.known_at,
                                  .subjects = {},
                                  .run = "",
                                  .lang = Lang::zh,
                                  .explain = false,
                                  .next_change = true,
                                  .threads = 1};
  for (std::uint32_t i = 0; i < loaded.keys.size(); ++i) {
    if (loaded.keys[i] != result.subject) continue;
    evaluation::DetailsWorker details(set);
    return evaluation::result_json(set, i, details.details(i));
  }
  return "";
}

void Year::check_history() {
  const auto reading = need(store_->begin_read(), "read");
  for (std::size_t i = 0; i < shops_; ++i) {
    const auto key = need(reading->registry().find_subject(shop(i)), "subject");
    for (const auto& result : need(reading->results().history("shop.credit", key), "history")) {
      ++results_checked_;
      const std::string expected = result.status == "merged" ? "" : result.json;
      const std::string found = again(result);
      if (found == expected) continue;
      fail(fmt::format("seed {} subject {} as of {} known at {}:\n  stored {}\n  again  {}", seed_,
                       shop(i), result.as_of.text(), result.known_at.text(), expected, found));
    }
  }
}

void Year::run() {
  store_ = need(storage::create_store("sqlite:" + path_), "create");
  const TestRules rules = test_rules();
  const Instant start = moment(0);
  need(acts::keep_catalogue(*store_, rules.catalogue, start), "catalogue");
  need(acts::publish_standard(*store_, rules.standard, day(0), "author", "approver", start),
       "publish");
  std::string zones = "zone_id,kind,title,region\n";
  for (int i = 0; i < 3; ++i) zones += fmt::format("Z{},street,Street {},330802\n", i, i);
  bring(0, "zone", zones);
  for (int offset = 0; offset < k_days; ++offset) {
    if (works_off_due_) work_off_due(offset);
    // Before and after the day's files: neither time nor a line may have been missed.
    if (offset > 0 && once_in(7)) check_full_run(offset);
    live(offset);
    if (once_in(7)) check_full_run(offset);
  }
  check_full_run(k_days - 1);
  check_history();
  if (due_changes_ < 10 || results_checked_ < 100 || quarantined_ == 0) {
    fail(fmt::format("seed {}: too little happened: {} due, {} results, {} quarantined", seed_,
                     due_changes_, results_checked_, quarantined_));
  }
  fmt::print(
      "seed {}: {} files, {} shops, {} penalties, {} changes by time alone, {} results "
      "computed again\n",
      seed_, files_, shops_, penalties_, due_changes_, results_checked_);
}

}  // namespace
}  // namespace sanqu

int main(int argc, char** argv) {
  if (argc < 3) sanqu::fail("usage: simulated_year FOLDER SEED...");
  const bool without_due = std::string_view(argv[2]) == "--without-due";
  for (int i = without_due ? 3 : 2; i < argc; ++i) {
    sanqu::Year(argv[1], std::strtoull(argv[i], nullptr, 10), !without_due).run();
  }
  return 0;
}
