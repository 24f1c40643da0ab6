// SPDX-License-Identifier: Apache-2.0
// `sanqu zone`: the zones with their members, and how a zone's members are rated.
#include <map>

#include <fmt/core.h>

#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

namespace {

struct ZoneFigures {
  std::size_t members = 0;
  std::map<std::string, std::size_t> grades;  // grade id, or `not_rated`; `-`: no result yet
};

Result<ZoneFigures> figures_of(const registry::ZoneLine& zone, const std::string& standard,
                               acts::Transaction& reading, Date today) {
  ZoneFigures out;
  const auto members = TRY(reading.registry().members_of(zone.zone_id, today, Instant::max()));
  out.members = members.size();
  if (standard.empty()) return out;
  for (const registry::SubjectKey member : members) {
    const auto result = TRY(reading.results().current(standard, member));
    std::string grade = "-";
    if (result) grade = result->status == "rated" ? result->grade : result->status;
    ++out.grades[grade];
  }
  return out;
}

std::string grades_text(const ZoneFigures& figures) {
  std::string text;
  for (const auto& [grade, count] : figures.grades) {
    if (!text.empty()) text += "  ";
    text += fmt::format("{} {}", grade, count);
  }
  return text;
}

}  // namespace

Result<Exit> show_zones(const ZoneArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  const auto reading = TRY(store->begin_read());
  const Date today = around.clock.today();
  const bool is_table = format_of(arguments.format, around) == Format::table;
  const bool zh = around.lang == Lang::zh;
  TextTable table(zh ? std::vector<std::string>{"编号", "类型", "名称", ">成员", "等级"}
                     : std::vector<std::string>{"zone", "kind", "title", ">members", "grades"});
  bool any = false;
  for (const registry::ZoneLine& zone : TRY(reading->registry().zones())) {
    if (!arguments.zone.empty() && zone.zone_id != arguments.zone) continue;
    any = true;
    const ZoneFigures figures = TRY(figures_of(zone, arguments.standard, *reading, today));
    if (is_table) {
      table.row(
          {zone.zone_id, zone.kind, zone.title, grouped(figures.members), grades_text(figures)});
      continue;
    }
    JsonWriter json;
    json.begin_object().text_member("zone_id", zone.zone_id).text_member("kind", zone.kind);
    json.text_member("title", zone.title).text_member("region", zone.region);
    json.integer_member("members", static_cast<std::int64_t>(figures.members));
    json.name("grades").begin_object();
    for (const auto& [grade, count] : figures.grades) {
      json.integer_member(grade, static_cast<std::int64_t>(count));
    }
    json.end_object().end_object();
    around.out.line(json.take());
  }
  if (is_table && any) table.write(around.out);
  if (!any) {
    around.err.line(
        std::string(in(around.lang, "没有信用区;先导入:sanqu import --class zone",
                       "There are no zones; import them first: sanqu import --class zone")));
  }
  return any ? Exit::done : Exit::refused;
}

}  // namespace sanqu::cli
