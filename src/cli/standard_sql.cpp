// SPDX-License-Identifier: Apache-2.0
// `sanqu standard sql`: a standard, its tables and the lines of files as SQL, for whoever wants to check a rating without
// trusting the engine (docs/formats/sql.md).
#include "cli/commands.hpp"
#include "cli/read_inputs.hpp"
#include "cli/rule_files.hpp"
#include "cli/store_views.hpp"
#include "evaluation/sql/sql_rows.hpp"
#include "intake/file_source.hpp"

namespace sanqu::cli {

namespace {

/// Lines that intake passed, as INSERT statements in the order in which they came.
class RowsOut final : public intake::RecordSink, public intake::SubjectSink {
 public:
  RowsOut(const catalogue::Catalogue& catalogue, RefusedLines& refused, Output& out)
      : rows_(catalogue), refused_(refused), out_(out) {}

  void subject(const intake::CheckedSubject& line) override {
    out_.write(rows_.subject(line.subject_id, line.kind, line.valid_from, line.recorded_at,
                             line.attributes));
  }
  void record(const intake::CheckedRecord& line) override {
    out_.write(rows_.record(line.class_index, line.subject_id, line.record_id, line.recorded_at,
                            line.values));
  }
  void status(const intake::CheckedStatus& line) override {
    out_.write(rows_.status(line.class_index, line.record_id, line.status, line.effective_on,
                            line.recorded_at));
  }
  void merge(const intake::CheckedMerge& line) override {
    out_.write(rows_.merge(line.subject_id, line.into, line.undone, line.recorded_at));
  }
  void refused(const intake::RefusedLine& line) override { refused_.add(line); }

 private:
  evaluation::SqlRows rows_;
  RefusedLines& refused_;
  Output& out_;
};

Result<Exit> write_rows(const StandardSqlArguments& arguments,
                        const catalogue::Catalogue& catalogue, Instant known_at,
                        const Surroundings& around) {
  RefusedLines refused(around.err, nullptr, around.lang);
  RowsOut rows(catalogue, refused, around.out);
  intake::ReadOptions options;
  options.latest_event_date = std::max(around.clock.today(), known_at.date());
  around.out.write("BEGIN;\n");
  const auto subjects = TRY(intake::open_file_source(arguments.subjects));
  TRY(intake::read_subjects(*subjects, catalogue, options, rows));
  for (const std::string& path : arguments.records) {
    const auto records = TRY(intake::open_file_source(path));
    TRY(intake::read_records(*records, catalogue, options, rows));
  }
  around.out.write("COMMIT;\n");
  TRY(refused.finish());
  return refused.count() == 0 ? Exit::done : Exit::refused;
}

}  // namespace

Result<Exit> standard_as_sql(const StandardSqlArguments& arguments, const Surroundings& around) {
  using Part = StandardSqlArguments::Part;
  const auto rules = TRY(load_rules(arguments.standard, arguments.catalogue, arguments.standards,
                                    around.program_folder));
  const Instant known_at = arguments.known_at.value_or(around.clock.now());
  if (arguments.part == Part::data)
    return write_rows(arguments, rules->catalogue, known_at, around);
  if (arguments.part == Part::views) {
    around.out.write(store_views(rules->catalogue, known_at));
    return Exit::done;
  }
  if (arguments.part == Part::tables) {
    around.out.write(evaluation::sql_tables(rules->catalogue, arguments.dialect, around.lang));
    return Exit::done;
  }
  around.out.write(TRY(evaluation::sql_query(rules->standard.plan, rules->catalogue,
                                             {.dialect = arguments.dialect,
                                              .as_of = arguments.as_of,
                                              .known_at = known_at,
                                              .lang = around.lang})));
  return Exit::done;
}

}  // namespace sanqu::cli
