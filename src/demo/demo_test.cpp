// SPDX-License-Identifier: Apache-2.0
#include "demo/demo.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "core/sha256.hpp"
#include "core/uscc.hpp"
#include "demo/code.hpp"
#include "demo/dice.hpp"
#include "demo/faults.hpp"
#include "demo/offices.hpp"
#include "demo/population.hpp"

namespace sanqu::demo {

namespace {

/// A folder of its own, gone at the end.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("sanqu_demo_" + name + "_" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string text() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Over the names and contents of all files.
std::string digest_of(const Folder& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder.text())) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Sha256 all;
  for (const auto& path : paths) {
    all.update(path.filename().string()).update(bytes_of(path.string()));
  }
  return hex(all.finish());
}

CityFiles written(const Folder& folder, int permille, std::uint64_t seed = 1) {
  auto files = write_city(folder.text(), {permille, seed});
  REQUIRE(files.has_value());
  return std::move(*files);
}

}  // namespace

TEST_CASE("the same seed gives the same bytes, on every platform") {
  const Folder first("first");
  const Folder second("second");
  const Folder other("other");
  written(first, 10);
  written(second, 10);
  written(other, 10, 2);
  const std::string digest = digest_of(first);
  CHECK(digest == digest_of(second));
  CHECK(digest != digest_of(other));
  // What the city was when this was written: changes with every change of the generator, and only then.
  CHECK(digest == "0d70b6d76633ba6445c91f7219b61349d9ae307940d65512c77830eeb4a552ab");
}

TEST_CASE("the city has the size that was asked for") {
  const City whole = make_city({});
  CHECK(whole.zones.size() == 12 + 36 + 16);
  CHECK(whole.subjects.size() == 30'000);
  const Folder folder("size");
  const CityFiles files = written(folder, 250);
  CHECK(files.streets == 3);
  CHECK(files.communities == 9);
  CHECK(files.parks == 4);
  CHECK(files.merchants == 5'000);
  CHECK(files.enterprises == 2'500);
  CHECK(files.lines > 50'000);
}

TEST_CASE("nobody in the city is real") {
  std::set<std::string> codes;
  for (const Subject& subject : make_city({300, 7}).subjects) {
    REQUIRE(check_uscc(subject.code).passed());
    CHECK(subject.code.substr(8, 4) == k_mark);
    CHECK(subject.code.substr(2, 4) == "4199");
    CHECK(codes.insert(subject.code).second);
    const bool names_the_city =
        subject.name.starts_with(k_city) ||
        std::any_of(districts().begin(), districts().end(), [&](const District& district) {
          return subject.name.starts_with(district.title);
        });
    CHECK(names_the_city);
  }
  for (std::size_t i = 0; i < k_offices; ++i) {
    const std::string code = code_of(static_cast<Office>(i));
    CHECK(check_uscc(code).passed());
    CHECK(code.substr(8, 4) == k_mark);
  }
}

TEST_CASE("identity numbers and wrong codes are what they are meant to be") {
  // GB 11643: the example's check character by hand: sum of the weights mod 11 gives 2, so X.
  CHECK(identity_number("419902", *Date::parse("1990-01-01"), 1).size() == 18);
  CHECK(identity_number("110105", *Date::parse("1949-12-31"), 2) == "11010519491231002X");
  const std::string code = credit_code("91", "419902", 1234);
  CHECK(check_uscc(code).passed());
  CHECK(check_uscc(with_wrong_check(code)).check_character);
}

TEST_CASE("deliveries come one after the other, on weekdays, by the last day") {
  const Folder folder("order");
  const CityFiles files = written(folder, 60);
  Instant last = Instant::min();
  std::array<std::uint64_t, k_faults> by_fault{};
  std::uint64_t lines = 0;
  for (const Delivery& delivery : files.deliveries) {
    CHECK(delivery.received_at > last);
    last = delivery.received_at;
    CHECK(weekday_from(last.date()) == last.date());
    CHECK(last.date() <= last_day());
    CHECK(std::filesystem::exists(delivery.path));
    if (!delivery.is_repeat) lines += delivery.lines;
    for (const FaultyLine& faulty : delivery.faulty) {
      CHECK(faulty.line >= 2);
      CHECK(faulty.line <= delivery.lines + 2);
      ++by_fault[static_cast<std::size_t>(faulty.fault)];
    }
  }
  CHECK(by_fault == files.by_fault);
  CHECK(lines == files.lines);
}

TEST_CASE("every fault is there, and about as many as promised") {
  const Folder folder("faults");
  const CityFiles files = written(folder, 200);
  std::uint64_t faulty = 0;
  for (std::size_t i = 0; i < k_faults; ++i) {
    INFO(name_of(static_cast<Fault>(i)));
    CHECK(files.by_fault[i] > 0);
    faulty += files.by_fault[i];
  }
  CHECK(faulty * 1000 > files.lines * 12);
  CHECK(faulty * 1000 < files.lines * 18);
}

TEST_CASE("an unusable folder or scale is refused") {
  const Folder folder("refused");
  const auto code_of_error = [&](int permille) {
    const auto files = write_city(folder.text(), {permille, 1});
    return files ? std::string() : std::string(files.error().front().code->id);
  };
  CHECK(code_of_error(0) == "demo.permille");
  CHECK(code_of_error(k_permille_max + 1) == "demo.permille");
  CHECK(code_of_error(1) == "");
  CHECK(code_of_error(1) == "demo.folder_not_empty");
  const auto files = write_city("/proc/nowhere", {1, 1});
  REQUIRE(!files.has_value());
  CHECK(files.error().front().code->id == "demo.not_written");
}

TEST_CASE("dice are fair enough and never leave their range") {
  Dice dice(1, "test", 0);
  int ones = 0;
  for (int i = 0; i < 10'000; ++i) {
    const int value = dice.between(1, 6);
    REQUIRE(value >= 1);
    REQUIRE(value <= 6);
    ones += value == 1 ? 1 : 0;
  }
  CHECK(ones > 1500);
  CHECK(ones < 1850);
  CHECK(plus_weekdays(*Date::parse("2026-03-06"), 1) == *Date::parse("2026-03-09"));
  CHECK(period_end(Rhythm::ten_days, *Date::parse("2026-02-21")) == *Date::parse("2026-02-28"));
  CHECK(period_end(Rhythm::quarterly, *Date::parse("2026-04-01")) == *Date::parse("2026-06-30"));
}

}  // namespace sanqu::demo
