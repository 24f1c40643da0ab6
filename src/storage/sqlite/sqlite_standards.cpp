// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_standards.hpp"

#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using standards::KeptFile;
using standards::PublishedStandard;

namespace {

constexpr const char* k_select =
    "SELECT p.id, p.standard_id, p.version, c.sha256, p.published_at, p.active_from,"
    " coalesce(o.author, ''), coalesce(p.approver, ''), coalesce(p.proposal, 0)"
    " FROM published_standard p JOIN catalogue c ON c.id = p.catalogue"
    " LEFT JOIN standard_proposal o ON o.id = p.proposal WHERE ";

std::string select(const char* where) { return std::string(k_select) + where; }

}  // namespace

struct StandardStatements {
  explicit StandardStatements(Connection& connection);

  std::int64_t key = 0;
  std::int64_t catalogue = 0;
  std::string sha256;
  std::int64_t position = 0;
  std::string path;
  std::string text;
  std::string at;
  std::string standard_id;
  std::string version;
  std::string day;
  std::string author;
  std::string approver;
  std::int64_t proposal = 0;
  std::string wanted_id;
  std::string wanted_version;
  std::string wanted_day;

  Statement find_catalogue;
  Statement add_catalogue;
  Statement add_catalogue_file;
  Statement put_in_force;
  Statement latest_catalogue;
  Statement catalogue_files;
  Statement propose;
  Statement add_proposal_file;
  Statement open_proposals;
  Statement proposal_files;
  Statement publish;
  Statement refuse;
  std::string reason;
  Statement add_standard_file;
  Statement find_version;
  Statement find_active;
  Statement all_active;
  Statement standard_files;
};

StandardStatements::StandardStatements(Connection& c)
    : find_catalogue(c, "SELECT id FROM catalogue WHERE sha256 = ?1"),
      add_catalogue(c, "INSERT INTO catalogue (sha256) VALUES (?1)"),
      add_catalogue_file(c,
                         "INSERT INTO catalogue_file (catalogue, position, path, text)"
                         " VALUES (?1, ?2, ?3, ?4)"),
      put_in_force(c, "INSERT INTO catalogue_in_force (catalogue, recorded_at) VALUES (?1, ?2)"),
      latest_catalogue(c,
                       "SELECT c.sha256 FROM catalogue_in_force f JOIN catalogue c"
                       " ON c.id = f.catalogue ORDER BY f.id DESC LIMIT 1"),
      catalogue_files(
          c, "SELECT path, text FROM catalogue_file WHERE catalogue = ?1 ORDER BY position"),
      propose(c,
              "INSERT INTO standard_proposal (standard_id, version, catalogue, proposed_at,"
              " active_from, author) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      add_proposal_file(c,
                        "INSERT INTO proposal_file (proposal, position, path, text)"
                        " VALUES (?1, ?2, ?3, ?4)"),
      open_proposals(c,
                     "SELECT o.id, o.standard_id, o.version, c.sha256, o.proposed_at,"
                     " o.active_from, o.author, '', o.id"
                     " FROM standard_proposal o JOIN catalogue c ON c.id = o.catalogue"
                     " WHERE o.id = (SELECT max(n.id) FROM standard_proposal n"
                     "   WHERE n.standard_id = o.standard_id AND n.version = o.version)"
                     " AND NOT EXISTS (SELECT 1 FROM published_standard p"
                     "   WHERE p.standard_id = o.standard_id AND p.version = o.version)"
                     " AND NOT EXISTS (SELECT 1 FROM proposal_refusal r WHERE r.proposal = o.id)"
                     " ORDER BY o.id"),
      proposal_files(c,
                     "SELECT path, text FROM proposal_file WHERE proposal = ?1 ORDER BY position"),
      publish(c,
              "INSERT INTO published_standard (standard_id, version, catalogue, published_at,"
              " active_from, proposal, approver) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      refuse(c, "INSERT INTO proposal_refusal (proposal, by, reason, at) VALUES (?1, ?2, ?3, ?4)"),
      add_standard_file(c,
                        "INSERT INTO standard_file (standard, position, path, text)"
                        " VALUES (?1, ?2, ?3, ?4)"),
      find_version(c, select("p.standard_id = ?1 AND p.version = ?2")),
      find_active(c, select("p.standard_id = ?1 AND p.active_from <= ?2"
                            " ORDER BY p.active_from DESC, p.id DESC LIMIT 1")),
      all_active(c, select("p.id = (SELECT q.id FROM published_standard q"
                           " WHERE q.standard_id = p.standard_id AND q.active_from <= ?1"
                           " ORDER BY q.active_from DESC, q.id DESC LIMIT 1)"
                           " ORDER BY p.standard_id")),
      standard_files(c,
                     "SELECT path, text FROM standard_file WHERE standard = ?1 ORDER BY position") {
  find_catalogue.takes(sha256).gives(key);
  add_catalogue.takes(sha256);
  add_catalogue_file.takes(key, position, path, text);
  put_in_force.takes(key, at);
  latest_catalogue.gives(sha256);
  catalogue_files.takes(key).gives(path, text);
  propose.takes(standard_id, version, key, at, day, author);
  add_proposal_file.takes(key, position, path, text);
  proposal_files.takes(key).gives(path, text);
  publish.takes(standard_id, version, key, at, day, proposal, approver);
  refuse.takes(proposal, author, reason, at);
  add_standard_file.takes(key, position, path, text);
  find_version.takes(wanted_id, wanted_version);
  find_active.takes(wanted_id, wanted_day);
  all_active.takes(wanted_day);
  for (Statement* statement : {&find_version, &find_active, &all_active, &open_proposals}) {
    statement->gives(key, standard_id, version, sha256, at, day, author, approver, proposal);
  }
  standard_files.takes(key).gives(path, text);
}

SqliteStandards::SqliteStandards(Connection& connection)
    : connection_(connection), statements_(std::make_unique<StandardStatements>(connection)) {}

SqliteStandards::~SqliteStandards() = default;

void SqliteStandards::add_files(Statement& statement, const std::vector<KeptFile>& files) {
  StandardStatements& in = *statements_;
  in.position = 0;
  for (const KeptFile& file : files) {
    in.path = file.path;
    in.text = file.text;
    statement.insert();
    ++in.position;
  }
}

std::vector<KeptFile> SqliteStandards::read_files(Statement& statement) {
  std::vector<KeptFile> out;
  statement.each([&] { out.push_back({statements_->path, statements_->text}); });
  return out;
}

Result<bool> SqliteStandards::add_catalogue(std::string_view sha256,
                                            const std::vector<KeptFile>& files,
                                            Instant recorded_at) {
  return connection_.within([&]() -> Result<bool> {
    StandardStatements& in = *statements_;
    in.sha256 = sha256;
    if (!in.find_catalogue.run()) {
      in.key = in.add_catalogue.insert();
      add_files(in.add_catalogue_file, files);
    }
    in.at = nearest_time_text(recorded_at);
    in.put_in_force.insert();
    return true;
  });
}

Result<std::optional<std::vector<KeptFile>>> SqliteStandards::find_catalogue(
    std::string_view sha256) {
  return connection_.within([&]() -> Result<std::optional<std::vector<KeptFile>>> {
    statements_->sha256 = sha256;
    if (!statements_->find_catalogue.run()) return std::nullopt;
    return read_files(statements_->catalogue_files);
  });
}

Result<std::string> SqliteStandards::latest_catalogue() {
  return connection_.within([&]() -> Result<std::string> {
    if (!statements_->latest_catalogue.run()) return std::string();
    return statements_->sha256;
  });
}

Result<bool> SqliteStandards::write_values(const PublishedStandard& standard) {
  StandardStatements& in = *statements_;
  in.sha256 = standard.catalogue;
  if (!in.find_catalogue.run()) {
    return connection_.refused("there is no catalogue " + standard.catalogue);
  }
  in.standard_id = standard.id;
  in.version = standard.version;
  in.at = nearest_time_text(standard.published_at);
  in.day = standard.active_from.text();
  in.author = standard.author;
  in.approver = standard.approver;
  in.proposal = standard.proposal;
  return true;
}

Result<std::int64_t> SqliteStandards::propose(const PublishedStandard& standard) {
  return connection_.within([&]() -> Result<std::int64_t> {
    TRY(write_values(standard));
    const std::int64_t proposal = statements_->propose.insert();
    statements_->key = proposal;
    add_files(statements_->add_proposal_file, standard.files);
    return proposal;
  });
}

Result<bool> SqliteStandards::publish(const PublishedStandard& standard) {
  return connection_.within([&]() -> Result<bool> {
    TRY(write_values(standard));
    statements_->key = statements_->publish.insert();
    add_files(statements_->add_standard_file, standard.files);
    return true;
  });
}

Result<bool> SqliteStandards::refuse_proposal(std::int64_t proposal, std::string_view by,
                                              std::string_view reason, Instant at) {
  return connection_.within([&]() -> Result<bool> {
    StandardStatements& in = *statements_;
    in.proposal = proposal;
    in.author = by;
    in.reason = reason;
    in.at = nearest_time_text(at);
    in.refuse.insert();
    return true;
  });
}

/// The row that the last statement gave, without its files.
PublishedStandard SqliteStandards::read_standard() {
  const StandardStatements& in = *statements_;
  return {in.standard_id,  in.version, {},          in.sha256,  time_of(in.at),
          date_of(in.day), in.author,  in.approver, in.proposal};
}

Result<std::optional<PublishedStandard>> SqliteStandards::find_standard(std::string_view id,
                                                                        std::string_view version,
                                                                        Date day) {
  return connection_.within([&]() -> Result<std::optional<PublishedStandard>> {
    StandardStatements& in = *statements_;
    in.wanted_id = id;
    in.wanted_version = version;
    in.wanted_day = day.text();
    Statement& query = version.empty() ? in.find_active : in.find_version;
    if (!query.run()) return std::nullopt;
    PublishedStandard out = read_standard();
    out.files = read_files(in.standard_files);
    return out;
  });
}

Result<std::vector<PublishedStandard>> SqliteStandards::read_all(Statement& list,
                                                                 Statement& files) {
  return connection_.within([&]() -> Result<std::vector<PublishedStandard>> {
    std::vector<PublishedStandard> out;
    std::vector<std::int64_t> keys;
    list.each([&] {
      out.push_back(read_standard());
      keys.push_back(statements_->key);
    });
    for (std::size_t i = 0; i < out.size(); ++i) {
      statements_->key = keys[i];
      out[i].files = read_files(files);
    }
    return out;
  });
}

Result<std::vector<PublishedStandard>> SqliteStandards::active_standards(Date day) {
  statements_->wanted_day = day.text();
  return read_all(statements_->all_active, statements_->standard_files);
}

Result<std::vector<PublishedStandard>> SqliteStandards::open_proposals() {
  return read_all(statements_->open_proposals, statements_->proposal_files);
}

}  // namespace sanqu::storage::sqlite
