// SPDX-License-Identifier: Apache-2.0
// The two times. A line belongs to its batch and is learned when that is; what was known at a moment is what the store held
// then, whatever came later.
#include <map>
#include <random>

#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using catalogue::RecordStatus;
using registry::RecordKey;
using registry::SubjectKey;

namespace {

/// Adds a line of every kind with this origin and time, each in its own transaction; the codes of what was refused.
std::string lines_of(const MakeStore& make, const std::function<registry::Origin(Writing&)>& origin,
                     Instant at) {
  using Act = std::function<std::string(Writing&, registry::Origin)>;
  const std::vector<Act> acts = {
      [&](Writing& w, registry::Origin from) {
        auto line = w.line(1, "2020-01-01", "{}");
        line.origin = from;
        line.recorded_at = at;
        return code_of(w.registry().add_subject_line(line));
      },
      [&](Writing& w, registry::Origin from) {
        auto version = w.version(1, "{}");
        version.origin = from;
        version.recorded_at = at;
        return code_of(w.registry().add_record("c", "new", version));
      },
      [&](Writing& w, registry::Origin from) {
        auto version = w.version(1, "[2]");
        version.record = good(w.registry().find_record("c", "R"));
        version.origin = from;
        version.recorded_at = at;
        return code_of(w.registry().add_version(version));
      },
      [&](Writing& w, registry::Origin from) {
        return code_of(w.registry().add_status({.record = good(w.registry().find_record("c", "R")),
                                                .status = RecordStatus::expired,
                                                .effective_on = day("2026-01-01"),
                                                .recorded_at = at,
                                                .origin = from}));
      },
      [&](Writing& w, registry::Origin from) {
        return code_of(w.registry().add_merge(
            {.subject = 1, .into = 2, .undone = false, .recorded_at = at, .origin = from}));
      },
      [&](Writing& w, registry::Origin from) {
        return code_of(w.registry().add_zone({.zone_id = "Y",
                                              .kind = "park",
                                              .title = "",
                                              .region = "",
                                              .recorded_at = at,
                                              .origin = from}));
      },
      [&](Writing& w, registry::Origin from) {
        return code_of(w.registry().add_membership({.zone_id = "Z",
                                                    .subject = 1,
                                                    .from = day("2026-01-01"),
                                                    .through = Date::max(),
                                                    .recorded_at = at,
                                                    .origin = from}));
      }};
  std::string out;
  for (const Act& act : acts) {
    const auto store = make();
    {
      Writing writing(*store, "2026-03-01");
      const SubjectKey subject = writing.subject("A");
      writing.subject("B");
      writing.record("c", "R", subject);
      writing.zone("Z", "street");
      writing.commit();
    }
    Writing writing(*store, "2026-03-02");
    out += act(writing, origin(writing)) + " ";
  }
  return out;
}

std::string seven(std::string_view word) {
  std::string out;
  for (int i = 0; i < 7; ++i) out += std::string(word) + " ";
  return out;
}

/// A store that grows at random, batch by batch.
class Growing {
 public:
  Growing(acts::Store& store, std::uint32_t seed) : store_(store), random_(seed) {}

  void grow(int batch) {
    Writing writing(store_,
                    "2026-03-" + std::string(batch < 10 ? "0" : "") + std::to_string(batch));
    for (int i = 0; i < 30; ++i) add_line(writing, batch, i);
    writing.commit();
  }

  const std::vector<SubjectKey>& subjects() const { return subjects_; }

 private:
  std::size_t any(std::size_t below) { return random_() % below; }
  SubjectKey any_subject() { return subjects_[any(subjects_.size())]; }
  std::string any_day() { return "2026-0" + std::to_string(1 + any(9)) + "-15"; }

  void add_line(Writing& writing, int batch, int i) {
    const std::string name = std::to_string(batch) + "." + std::to_string(i);
    const std::size_t choice = any(8);
    if (choice == 0 || subjects_.size() < 3) {
      subjects_.push_back(writing.subject("S" + name));
    } else if (choice == 1) {
      good(writing.registry().add_subject_line(
          writing.line(any_subject(), any_day(), "\"" + name + "\"")));
    } else if (choice == 2 || records_.size() < 3) {
      records_.push_back(writing.record(any(2) == 0 ? "c" : "d", "R" + name, any_subject()));
    } else if (choice == 3 || choice == 4) {
      const std::string content = "\"" + name + "\"";
      writing.correct(records_[any(records_.size())], any_subject(), content);
    } else if (choice == 5) {
      writing.status(records_[any(records_.size())], static_cast<RecordStatus>(any(5)), any_day());
    } else if (choice == 6) {
      const SubjectKey subject = any_subject();
      const SubjectKey into = any_subject();
      if (subject != into) writing.merge(subject, into, any(2) == 0);
    } else {
      const std::string zone = "Z" + std::to_string(any(3));
      if (any(2) == 0 || !zones_.contains(zone)) {
        writing.zone(zone, any(2) == 0 ? "park" : "street", name);
        zones_[zone] = true;
      }
      writing.member(zone, any_subject(), any_day(), any_day());
    }
  }

  acts::Store& store_;
  std::mt19937 random_;
  std::vector<SubjectKey> subjects_;
  std::vector<RecordKey> records_;
  std::map<std::string, bool> zones_;
};

/// Everything that can be read of a moment.
Words known(acts::Transaction& reading, const std::vector<SubjectKey>& subjects, Instant at) {
  Words out = everything(reading, {{}, at});
  for (const SubjectKey subject : subjects) {
    const std::vector<SubjectKey> one = {subject};
    for (const std::string& word : everything(reading, {one, at})) out.push_back(word);
  }
  for (const char* zone : {"Z0", "Z1", "Z2"}) {
    for (const char* on : {"2026-03-15", "2026-08-15"}) {
      for (const SubjectKey member : good(reading.registry().members_of(zone, day(on), at))) {
        out.push_back(std::string(zone) + " has " + std::to_string(member));
      }
    }
  }
  return out;
}

}  // namespace

void lines_belong_to_their_batch(const MakeStore& make) {
  const Instant now = moment("2026-03-02");
  SUBCASE("the newest batch takes lines at its time") {
    CHECK(lines_of(make, [](Writing& w) { return w.origin(); }, now) == seven("done"));
  }
  SUBCASE("no line without a batch") {
    CHECK(lines_of(
              make, [](Writing&) { return registry::Origin{}; }, now) == seven("storage.refused"));
  }
  SUBCASE("a finished batch takes no more lines") {
    CHECK(lines_of(
              make, [](Writing&) { return registry::Origin{1, 9}; }, moment("2026-03-01")) ==
          seven("storage.refused"));
    const auto finished = [](Writing& w) {
      const registry::Origin origin = w.origin();
      good(w.batches().finish_batch(w.batch));
      return origin;
    };
    CHECK(lines_of(make, finished, now) == seven("storage.refused"));
  }
  SUBCASE("an open batch takes no more lines when a newer one is there") {
    const auto overtaken = [](Writing& w) {
      intake::Batch next;
      next.recorded_at = moment("2026-03-03");
      good(w.batches().add_batch(next));
      return registry::Origin{w.batch.id, 9};
    };
    CHECK(lines_of(make, overtaken, now) == seven("storage.refused"));
  }
  SUBCASE("a line has the time of its batch") {
    CHECK(lines_of(
              make, [](Writing& w) { return w.origin(); }, moment("2026-03-01")) ==
          seven("storage.refused"));
    CHECK(lines_of(
              make, [](Writing& w) { return w.origin(); }, Instant::max()) ==
          seven("storage.refused"));
  }
}

void what_was_known_never_changes(const MakeStore& make) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const auto store = make();
    Growing growing(*store, seed);
    std::map<Instant, std::pair<std::vector<SubjectKey>, Words>> then;
    for (int batch = 1; batch <= 12; ++batch) {
      growing.grow(batch);
      const auto reading = good(store->begin_read());
      const Instant at = good(reading->batches().latest_recorded_at());
      then[at] = {growing.subjects(), known(*reading, growing.subjects(), Instant::max())};
    }
    const auto reading = good(store->begin_read());
    for (const auto& [at, state] : then) {
      CHECK(known(*reading, state.first, at) == state.second);
      const Instant before = Instant::from_unix_ms(at.unix_ms() - 1);
      CHECK(known(*reading, state.first, before) != state.second);
    }
    CHECK(known(*reading, growing.subjects(), Instant::min()).empty());
  }
}

}  // namespace sanqu::storage::contract
