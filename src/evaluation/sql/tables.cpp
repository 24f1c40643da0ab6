// SPDX-License-Identifier: Apache-2.0
// CREATE TABLE for the lines of file mode. What the query's proofs take for granted (types, ranges, the form of dates and
// times) stands there as CHECK, so that a number can't get past them.
#include <fmt/format.h>

#include "evaluation/sql/dialect.hpp"
#include "evaluation/sql/sql_rows.hpp"

namespace sanqu::evaluation {

using catalogue::Catalogue;
using catalogue::Field;
using catalogue::FieldType;

namespace {

class Tables {
 public:
  Tables(const Catalogue& catalogue, SqlDialect dialect, Lang lang)
      : catalogue_(catalogue), dialect_(dialect), lang_(lang) {}

  std::string all() const {
    std::string out = lang_ == Lang::zh
                          ? "-- 文件模式的各行(docs/formats/sql.md)。日期为 "
                            "2026-03-02;时间为世界时,空文字为自始;\n"
                            "-- 数值为整数:金额为分,小数为其最后一位的个数,真假为 "
                            "1、0;多个代码以分号相连;NULL 为缺。\n"
                          : "-- The lines of file mode (docs/formats/sql.md). Dates as 2026-03-02; "
                            "times in UTC, '' is since ever;\n"
                            "-- numbers are whole: money in fen, decimals in units of their last "
                            "place, truths 1 and 0;\n"
                            "-- several codes joined by a semicolon; NULL is missing.\n";
    out += subjects();
    for (const auto& record_class : catalogue_.classes)
      if (record_class.evaluation_allowed) out += records(record_class);
    return out + histories();
  }

 private:
  std::string text_type() const { return dialect_.is_postgresql() ? "text COLLATE \"C\"" : "text"; }
  std::string integer_type() const { return dialect_.is_postgresql() ? "bigint" : "integer"; }

  std::string is_date(const std::string& name) const {
    return dialect_.is_postgresql()
               ? fmt::format("CHECK ({} = to_char(CAST({} AS date), 'YYYY-MM-DD'))", name, name)
               : fmt::format("CHECK (date({}, '+0 days') IS {})", name, name);
  }
  std::string is_time() const {
    return dialect_.is_postgresql()
               ? "CHECK (recorded_at ~ "
                 "'^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z)?$')"
               : "CHECK (recorded_at = '' OR recorded_at GLOB\n    "
                 "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-"
                 "9][0-9][0-9]Z')";
  }
  std::string recorded_at() const {
    return fmt::format("  recorded_at {} NOT NULL DEFAULT '' {}", text_type(), is_time());
  }

  std::string column(const Field& field) const {
    const std::string name = dialect_.quoted(field.id);
    std::string out = "  " + name + " ";
    const std::string needed = field.required ? " NOT NULL" : "";
    switch (field.type) {
      case FieldType::text:
      case FieldType::code:
      case FieldType::codes: out += text_type() + needed; break;
      case FieldType::date: out += text_type() + needed + " " + is_date(name); break;
      case FieldType::boolean: out += integer_type() + needed + range(name, 0, 1); break;
      default: out += integer_type() + needed + range(name, field.min, field.max);
    }
    std::string what = field.title.in(lang_);
    if (field.type == FieldType::money) what += lang_ == Lang::zh ? ",分" : ", fen";
    if (field.type == FieldType::decimal && field.places > 0)
      what += fmt::format("{}10^-{}", lang_ == Lang::zh ? "," : ", in ", field.places);
    for (char& c : what)
      if (c == '\n' || c == '\r') c = ' ';
    return out + ",  -- " + what + "\n";
  }

  std::string range(const std::string& name, std::int64_t low, std::int64_t high) const {
    // SQLite keeps what it is given: 3.5 and 'x' in an integer column too.
    const std::string is_whole =
        dialect_.is_postgresql() ? "" : fmt::format("typeof({}) IN ('integer', 'null') AND ", name);
    return fmt::format(" CHECK ({}{} BETWEEN {} AND {})", is_whole, name, low, high);
  }

  std::string subjects() const {
    std::string out = fmt::format(
        "\nCREATE TABLE subject (  -- {}\n  line {} PRIMARY KEY,  -- {}\n  subject_id {} NOT "
        "NULL,\n"
        "  kind {},\n  valid_from {} NOT NULL DEFAULT '0001-01-01' {},\n",
        lang_ == Lang::zh ? "主体及其属性的历史" : "subjects, with the history of their attributes",
        integer_type(), lang_ == Lang::zh ? "在输入中的次序" : "its place in the input",
        text_type(), text_type(), text_type(), is_date("valid_from"));
    for (const Field& field : catalogue_.attributes) {
      Field optional = field;
      optional.required = false;
      out += column(optional);
    }
    return out + recorded_at() + "\n);\n";
  }

  std::string records(const catalogue::RecordClass& record_class) const {
    std::string out = fmt::format(
        "\nCREATE TABLE {} (  -- {}\n  subject_id {} NOT NULL,\n  record_id {} NOT NULL,\n",
        dialect_.quoted(record_class.id), record_class.title.in(lang_), text_type(), text_type());
    for (const Field& field : record_class.fields)
      if (!field.personal) out += column(field);
    return out + recorded_at() + ",\n  PRIMARY KEY (record_id, recorded_at)\n);\n";
  }

  std::string histories() const {
    return fmt::format(
        "\nCREATE TABLE record_status (\n  line {0} PRIMARY KEY,\n  of_class {1} NOT NULL,\n"
        "  record_id {1} NOT NULL,\n  status {1} NOT NULL CHECK (status IN\n"
        "    ('in_force', 'expired', 'suspended', 'repaired', 'withdrawn')),\n"
        "  effective_on {1} NOT NULL {2},\n{3}\n);\n"
        "CREATE INDEX record_status_of ON record_status (of_class, record_id);\n"
        "\nCREATE TABLE subject_merge (\n  line {0} PRIMARY KEY,\n  subject_id {1} NOT NULL,\n"
        "  into_id {1} NOT NULL,\n  undone {0} NOT NULL CHECK (undone IN (0, 1)),\n{3}\n);\n",
        integer_type(), text_type(), is_date("effective_on"), recorded_at());
  }

  const Catalogue& catalogue_;
  Dialect dialect_;
  Lang lang_;
};

}  // namespace

std::string sql_tables(const Catalogue& catalogue, SqlDialect dialect, Lang lang) {
  return Tables(catalogue, dialect, lang).all();
}

}  // namespace sanqu::evaluation
