// SPDX-License-Identifier: Apache-2.0
// `sanqu demo`: an invented city comes into a new store through the same door as a real one's files, is rated, and the
// command says where to look.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/core.h>

#include "acts/kept_rules.hpp"
#include "acts/publish_standard.hpp"
#include "acts/reevaluate.hpp"
#include "cli/demo_desks.hpp"
#include "cli/errors.hpp"
#include "cli/progress.hpp"
#include "cli/rule_files.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "demo/demo.hpp"
#include "intake/file_source.hpp"

namespace sanqu::cli {

namespace fs = std::filesystem;

namespace {

/// The standards that the city is rated by, below rules. The last one reads public records alone, so everybody sees its results.
constexpr std::array<std::string_view, 3> k_standards = {"standards/national/cn.base.yaml",
                                                         "standards/local/wendeng.street.yaml",
                                                         "demo/lanchuan.open.yaml"};
constexpr std::size_t k_receipts_shown = 6;

/// Where the departments' files lie while they are brought in; they go with it unless they are to stay.
class Folder {
 public:
  explicit Folder(const std::string& keep) : keeps_(!keep.empty()), path_(keep) {
    if (keeps_) return;
    std::string form = (fs::temp_directory_path() / "sanqu-demo-XXXXXX").string();
    if (mkdtemp(form.data()) != nullptr) path_ = form;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code problem;
    if (!keeps_ && !path_.empty()) fs::remove_all(path_, problem);
  }
  const std::string& path() const { return path_; }

 private:
  bool keeps_;
  std::string path_;
};

Result<bool> publish_standards(acts::Store& store, const Surroundings& around) {
  const std::string catalogue = TRY(find_catalogue_folder("", around.program_folder));
  const fs::path folder = (fs::path(catalogue) / "..").lexically_normal();
  for (const std::string_view name : k_standards) {
    const auto files =
        TRY(read_standard_files((folder / name).string(), (folder / "standards").string()));
    TRY(acts::publish_standard(store, files, demo::first_day(),
                               in(around.lang, "示范拟定人", "demo author"),
                               in(around.lang, "示范批准人", "demo approver"), around.clock.now()));
  }
  return true;
}

Result<std::vector<acts::Receipt>> bring_in(const demo::CityFiles& city, acts::Store& store,
                                            const Surroundings& around) {
  Progress progress(around.err, around.err_is_terminal,
                    std::string(in(around.lang, "导入:", "importing:")));
  const auto calendar = read_calendar(around);
  std::vector<acts::Receipt> receipts;
  for (const demo::Delivery& delivery : city.deliveries) {
    const auto source = TRY(intake::open_file_source(delivery.path));
    acts::ImportRequest request;
    request.class_id = delivery.class_id;
    request.source = delivery.source;
    request.file = fs::path(delivery.path).filename().string();
    request.recorded_at = delivery.received_at;
    request.now = delivery.received_at;
    request.calendar = calendar ? &*calendar : nullptr;
    request.lines_done = &progress.done();
    request.reevaluates = false;  // everybody is rated at the end
    receipts.push_back(TRY(acts::import_file(store, *source, request)));
  }
  return receipts;
}

/// The receipts that have the most to say.
void show_receipts_of_note(std::vector<acts::Receipt> receipts, const Surroundings& around) {
  std::ranges::stable_sort(receipts, [](const acts::Receipt& a, const acts::Receipt& b) {
    return a.batch.by_code.size() > b.batch.by_code.size();
  });
  receipts.resize(std::min(receipts.size(), k_receipts_shown));
  std::ranges::sort(receipts, [](const acts::Receipt& a, const acts::Receipt& b) {
    return a.batch.id < b.batch.id;
  });
  for (const acts::Receipt& receipt : receipts) write_receipt(receipt, around);
}

Result<bool> show_grades(acts::Store& store, const Surroundings& around) {
  constexpr std::size_t k_bar_columns = 40;
  const auto reading = TRY(store.begin_read());
  for (const auto& standard : TRY(acts::active_standards(reading->standards(), demo::last_day()))) {
    const standards::Plan& plan = standard->standard.plan;
    const auto counts = TRY(reading->results().grade_counts(plan.id));
    std::uint64_t most = 1;
    std::uint64_t not_rated = 0;
    for (const auto& count : counts) {
      if (count.status == "rated") most = std::max(most, count.subjects);
      if (count.status == "not_rated") not_rated += count.subjects;
    }
    around.out.line("");
    around.out.line(fmt::format("{}  {}", plan.name(), plan.title.in(around.lang)));
    for (const standards::Grade& grade : plan.grades) {
      std::uint64_t subjects = 0;
      for (const auto& count : counts) {
        if (count.status == "rated" && count.grade == grade.id) subjects = count.subjects;
      }
      std::string bar;
      for (std::uint64_t i = 0; i < subjects * k_bar_columns / most; ++i) bar += "█";
      around.out.line(fmt::format("  {:<6}{:>9}  {}", grade.id, grouped(subjects), bar));
    }
    around.out.line(
        fmt::format(form(around.lang, "  未评级{:>9}", "  not rated {:>5}"), grouped(not_rated)));
  }
  return true;
}

/// A merchant with something to explain: rated, with a result that will change and is not the best.
Result<std::string> one_to_explain(acts::Store& store) {
  const auto reading = TRY(store.begin_read());
  std::string best;
  Date soonest = Date::max();
  std::int64_t subject = 0;
  TRY(reading->results().each_current("wendeng.street", [&](const evaluation::StoredResult& one) {
    const bool fits = one.status == "rated" && (one.grade == "C" || one.grade == "D");
    if (!fits || one.next_change >= soonest) return;
    soonest = one.next_change;
    subject = one.subject;
  }));
  if (subject == 0) return best;
  return reading->registry().subject_id_of(subject);
}

void say_what_next(const DemoArguments& arguments, const std::string& subject,
                   const Surroundings& around) {
  const std::string store = arguments.store == k_store_default ? "" : " --store " + arguments.store;
  around.out.line("");
  around.out.line(std::string(in(around.lang, "接着可以试:", "what to try next:")));
  const auto day = demo::last_day().text();
  const std::array lines = {
      fmt::format("sanqu subject show {}{}", subject, store),
      fmt::format("sanqu evaluate --standard wendeng.street --subject {} --as-of {} --explain "
                  "--format table{}",
                  subject, day, store),
      fmt::format("sanqu subject search 餐馆{}", store),
      fmt::format("sanqu quality{}", store),
      fmt::format("sanqu quarantine list --limit 5{}", store),
      fmt::format("sanqu zone --standard wendeng.street{}", store),
      fmt::format("sanqu evaluate --due{}", store),
      fmt::format("sanqu store check{}", store),
      fmt::format("sanqu serve{}", store)};
  for (const std::string& line : lines) around.out.line("  " + line);
}

}  // namespace

Result<Exit> build_demo(const DemoArguments& arguments, const Surroundings& around) {
  const auto say = [&](std::string_view zh, std::string_view en, const auto&... values) {
    around.out.line(fmt::format(form(around.lang, zh, en), values...));
    around.out.flush();
  };
  const Folder folder(arguments.keep);
  const auto catalogue = TRY(read_catalogue_files("", around));
  const auto store = TRY(around.stores.create(arguments.store));
  // The store begins with the city's first day: what comes later was learned later.
  const auto began = Instant::parse(demo::first_day().text());
  TRY(acts::keep_catalogue(*store, catalogue, *began));
  TRY(publish_standards(*store, around));

  const demo::CityFiles city =
      TRY(demo::write_city(folder.path(), {.permille = static_cast<int>(arguments.scale_permille),
                                           .seed = arguments.seed}));
  say("虚构的城市:{} 条街区、{} 个社区、{} 个园区,{} 家商户、{} 家企业,各部门三年来报送 {} "
      "个文件、{} 行",
      "an invented city: {} streets, {} communities, {} parks, {} merchants, {} enterprises; its "
      "departments sent {} files with {} lines in three years",
      city.streets, city.communities, city.parks, grouped(city.merchants),
      grouped(city.enterprises), grouped(city.deliveries.size()), grouped(city.lines));
  const auto receipts = TRY(bring_in(city, *store, around));
  say("", "");
  say("一、回执(其中疑问最多的几份)", "1. receipts (those with the most findings)");
  show_receipts_of_note(receipts, around);
  say("", "");
  say("二、各部门的报送质量", "2. quality by department");
  TRY(show_quality({arguments.store, "", Format::table}, around));
  {
    Progress progress(around.err, around.err_is_terminal,
                      std::string(in(around.lang, "评价:", "evaluating:")));
    const Date day = demo::last_day();
    TRY(acts::evaluate_full(*store, "", day, receipts.back().batch.recorded_at,
                            {.threads = arguments.threads, .progress = &progress.done()}));
  }
  say("", "");
  say("三、等级分布(截至 {})", "3. grades as of {}", demo::last_day().text());
  TRY(show_grades(*store, around));
  const std::string subject = TRY(one_to_explain(*store));
  if (!subject.empty()) {
    say("", "");
    say("四、其中一家的依据", "4. why one of them has its grade");
    RateArguments rate;
    rate.store = arguments.store;
    rate.standard = "wendeng.street";
    rate.as_of = demo::last_day();
    rate.subject_ids = {subject};
    rate.explain = true;
    rate.format = Format::table;
    TRY(rate_from_store(rate, around));
  }
  TRY(furnish_demo(arguments, subject, around));
  say_what_next(arguments, subject, around);
  return Exit::done;
}

}  // namespace sanqu::cli
