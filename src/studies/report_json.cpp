// SPDX-License-Identifier: Apache-2.0
// A comparison as JSON (docs/formats/study.schema.json). Counts are numbers; points, sums and shares are decimal text. A
// group below the minimum has its name and `shown: false`, and no figure.
#include "studies/report_json.hpp"
#include "core/json_writer.hpp"
#include "studies/report.hpp"

namespace sanqu::studies {

namespace {

void write_count(JsonWriter& json, std::string_view key, std::uint64_t count) {
  json.integer_member(key, static_cast<std::int64_t>(count));
}

void write_points(JsonWriter& json, std::string_view key, std::int64_t units, int places) {
  json.decimal_member(key, decimal_text(units, places));
}

void write_standard(JsonWriter& json, std::string_view key, const StandardName& standard,
                    Lang lang) {
  json.name(key).begin_object();
  json.text_member("name", standard.name).text_member("title", standard.title.in(lang));
  json.text_member("provisional", standard.provisional);
  json.name("grades").begin_array();
  for (std::size_t g = 0; g < standard.grades.size(); ++g) {
    json.begin_object().text_member("id", standard.grade_ids[g]);
    json.text_member("title", standard.grades[g].in(lang)).end_object();
  }
  json.end_array().end_object();
}

void write_outcomes(JsonWriter& json, std::string_view key, const std::vector<Outcome>& list,
                    Lang lang) {
  json.name(key).begin_array();
  for (const Outcome& one : list) {
    json.begin_object().text_member("id", one.id).text_member("title", one.title.in(lang));
    json.boolean_member("rated", one.is_rated).end_object();
  }
  json.end_array();
}

void write_migration(JsonWriter& json, const Migration& migration, Lang lang) {
  json.name("migration").begin_object();
  write_outcomes(json, "before", migration.before, lang);
  write_outcomes(json, "after", migration.after, lang);
  json.name("cells").begin_array();
  for (std::size_t r = 0; r < migration.before.size(); ++r) {
    json.begin_array();
    for (std::size_t c = 0; c < migration.after.size(); ++c) {
      json.integer(static_cast<std::int64_t>(migration.at(r, c)));
    }
    json.end_array();
  }
  json.end_array().end_object();
}

void write_tally(JsonWriter& json, const Comparison& c, const Tally& tally) {
  write_count(json, "subjects", tally.subjects);
  write_count(json, "rated_both", tally.rated_both);
  write_count(json, "entered", tally.entered);
  write_count(json, "left", tally.left);
  if (c.grades_alike) {
    write_count(json, "grade_up", tally.grade_up);
    write_count(json, "grade_down", tally.grade_down);
  }
  if (!c.points_alike) return;
  write_count(json, "points_up", tally.points_up);
  write_count(json, "points_down", tally.points_down);
  write_points(json, "points_change", tally.points_change, c.places);
}

void write_groups(JsonWriter& json, const Comparison& c, Lang lang) {
  json.name("groups").begin_array();
  for (const GroupTally& one : c.groups) {
    const Grouping& grouping = c.groupings[one.grouping];
    const Group& group = grouping.groups[one.group];
    json.begin_object().text_member("by", grouping.id).text_member("group", group.id);
    json.text_member("title", group.title.in(lang)).boolean_member("shown", one.is_shown);
    if (one.is_shown) write_tally(json, c, one.tally);
    json.end_object();
  }
  json.end_array();
}

void write_spread(JsonWriter& json, std::string_view key, const Spread& spread,
                  const StandardName& standard) {
  json.name(key).begin_object();
  write_count(json, "rated", spread.rated);
  write_count(json, "not_rated", spread.not_rated);
  json.name("grades").begin_object();
  for (std::size_t g = 0; g < spread.grades.size(); ++g) {
    write_count(json, standard.grade_ids[g], spread.grades[g]);
  }
  json.end_object();
  if (spread.quantiles) {
    const Quantiles& q = *spread.quantiles;
    write_points(json, "sum", spread.sum, spread.places);
    json.name("quantiles").begin_object();
    write_points(json, "least", q.least, spread.places);
    write_points(json, "p5", q.p5, spread.places);
    write_points(json, "p25", q.p25, spread.places);
    write_points(json, "median", q.median, spread.places);
    write_points(json, "p75", q.p75, spread.places);
    write_points(json, "p95", q.p95, spread.places);
    write_points(json, "most", q.most, spread.places);
    json.end_object();
    json.name("histogram").begin_object();
    write_points(json, "low", spread.histogram.low, spread.histogram.places);
    write_points(json, "width", spread.histogram.width, spread.histogram.places);
    json.name("counts").begin_array();
    for (const std::uint64_t count : spread.histogram.counts) json.unsigned_integer(count);
    json.end_array().end_object();
  }
  json.name("cut_offs").begin_array();
  for (const CutOff& cut : spread.cut_offs) {
    json.begin_object();
    json.text_member("grade", standard.grade_ids[static_cast<std::size_t>(cut.grade)]);
    write_points(json, "points", cut.points, spread.places);
    json.name("near").begin_array();
    for (const Near& near : cut.near) {
      json.begin_object();
      write_points(json, "within", near.within, spread.places);
      write_count(json, "below", near.below);
      write_count(json, "above", near.above);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

std::string_view kind_text(Cause::Kind kind) {
  switch (kind) {
    case Cause::Kind::dimension: return "dimension";
    case Cause::Kind::indicator: return "indicator";
    case Cause::Kind::limits: return "dimension_limits";
    case Cause::Kind::total_limits: break;
  }
  return "total_limits";
}

void write_causes(JsonWriter& json, const Comparison& c, Lang lang) {
  json.name("causes").begin_array();
  for (const Cause& cause : c.causes) {
    json.begin_object().text_member("kind", kind_text(cause.kind)).text_member("id", cause.id);
    json.text_member("title", cause.title.in(lang));
    if (!cause.dimension.empty()) json.text_member("dimension", cause.dimension);
    write_count(json, "subjects", cause.subjects);
    write_points(json, "change", cause.change, c.places);
    write_points(json, "gained", cause.gained, c.places);
    write_points(json, "lost", cause.lost, c.places);
    json.end_object();
  }
  json.end_array();
  json.name("overrides").begin_array();
  for (const OverrideCause& one : c.overrides) {
    json.begin_object().text_member("id", one.id).text_member("title", one.title.in(lang));
    write_count(json, "before", one.before);
    write_count(json, "after", one.after);
    write_count(json, "started", one.started);
    write_count(json, "stopped", one.stopped);
    json.end_object();
  }
  json.end_array();
  if (!c.grades_alike) return;
  write_count(json, "changed_by_points", c.changed_by_points);
  write_count(json, "changed_by_overrides", c.changed_by_overrides);
}

void write_movers(JsonWriter& json, const ComparisonReport& report) {
  const Comparison& c = report.comparison;
  const auto write_ids = [&](std::string_view key, const std::vector<std::string>& ids) {
    json.name(key).begin_array();
    for (const std::string& id : ids) json.text(id);
    json.end_array();
  };
  json.name("movers").begin_array();
  for (std::size_t i = 0; i < c.movers.size(); ++i) {
    const Mover& mover = c.movers[i];
    json.begin_object().text_member("subject_id", report.subject_ids[i]);
    json.text_member("grade_before", mover.grade_before);
    json.text_member("grade_after", mover.grade_after);
    if (c.points_alike) {
      write_points(json, "points_before", mover.before, c.places);
      write_points(json, "points_after", mover.after, c.places);
    }
    json.name("indicators").begin_array();
    for (const auto& part : mover.parts) {
      json.begin_object().text_member("id", part.id);
      write_points(json, "change", part.change, c.places);
      json.end_object();
    }
    json.end_array();
    write_ids("overrides_started", mover.overrides_started);
    write_ids("overrides_stopped", mover.overrides_stopped);
    json.end_object();
  }
  json.end_array();
}

void write_sweep(JsonWriter& json, const ComparisonReport& report) {
  if (!report.sweep) return;
  json.name("sweep").begin_object().text_member("target", report.sweep->target);
  json.name("values").begin_array();
  for (const SweepRow& row : report.sweep->rows) {
    json.begin_object().decimal_member("value", row.value);
    write_count(json, "rated", row.spread.rated);
    write_count(json, "not_rated", row.spread.not_rated);
    json.name("grades").begin_object();
    for (std::size_t g = 0; g < row.spread.grades.size(); ++g) {
      write_count(json, report.before.grade_ids[g], row.spread.grades[g]);
    }
    json.end_object();
    if (row.spread.quantiles) write_points(json, "sum", row.spread.sum, row.spread.places);
    write_tally(json, report.comparison, row.tally);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

void write_sentences(JsonWriter& json, const std::vector<std::string>& sentences) {
  json.name("sentences").begin_array();
  for (const std::string& one : sentences) json.text(one);
  json.end_array();
}

std::string comparison_json(const ComparisonReport& report, Lang lang) {
  const Comparison& c = report.comparison;
  JsonWriter json(JsonStyle::indented);
  json.begin_object();
  json.text_member("study", report.is_simulation ? "simulate" : "diff");
  json.text_member("as_of", report.as_of.text()).text_member("known_at", report.known_at.text());
  json.integer_member("group_minimum", report.group_minimum);
  write_standard(json, "before", report.before, lang);
  write_standard(json, "after", report.after, lang);
  if (report.is_simulation) {
    json.name("settings").begin_array();
    for (const AppliedSetting& one : report.settings) {
      json.begin_object().text_member("target", one.target).text_member("before", one.before);
      json.text_member("after", one.after).end_object();
    }
    json.end_array();
  }
  write_sentences(json, sentences_of(report, lang));
  json.boolean_member("grades_alike", c.grades_alike)
      .boolean_member("points_alike", c.points_alike);
  json.name("all").begin_object();
  write_tally(json, c, c.all);
  json.end_object();
  write_migration(json, c.migration, lang);
  write_spread(json, "spread_before", report.spread_before, report.before);
  write_spread(json, "spread_after", report.spread_after, report.after);
  write_groups(json, c, lang);
  write_causes(json, c, lang);
  write_movers(json, report);
  write_sweep(json, report);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace sanqu::studies
