// SPDX-License-Identifier: Apache-2.0
// Keys, the first administrator's link, looks at files with the subject's view of them; and the store's bytes searched for
// every secret that was ever in use.
#include "office_for_test.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "access/permissions.hpp"
#include "access/tokens.hpp"
#include "access/totp.hpp"
#include "acts/change_key.hpp"
#include "acts/first_administrator.hpp"
#include "acts/look_at_file.hpp"

namespace sanqu {

namespace {

constexpr std::int64_t k_day_ms = 86'400'000;
constexpr const char* k_subject = "92410001DEMX00012A";

void add_machine(Office& office) {
  acts::NewAccount machine;
  machine.name = "城管局接口";
  machine.organisation = "城管局";
  machine.roles = {good(access::read_grant("department:城管局:administrative_penalty"))};
  good(acts::add_account(office.tools(), machine, "li", office.now));
}

access::Row batch_of(const std::string& source) {
  access::Row row;
  row.source = source;
  row.class_id = "administrative_penalty";
  return row;
}

access::Secret add_key(Office& office) {
  return good(acts::add_key(office.tools(), {"城管局接口", "夜间", {"submit_batch"}, 30}, "li",
                            office.now));
}

std::string prefix_of(const access::Secret& key) {
  return access::read_key_text(key.reveal())->prefix;
}

/// All files of the store, one after the other.
std::string bytes_of(const Office& office) {
  std::string out;
  for (const auto& file : std::filesystem::directory_iterator(office.folder.path())) {
    std::ifstream in(file.path(), std::ios::binary);
    out.append(std::istreambuf_iterator<char>(in), {});
  }
  return out;
}

}  // namespace

TEST_CASE("a key acts for its machine, narrowed to what it was made for, until it ends") {
  Office office;
  add_machine(office);
  office.person("zhang", "credit_office:371081");
  const access::Secret key = add_key(office);
  const auto who = [&](const access::Secret& text) {
    return acts::caller_of_key(office.tools(), text.reveal(), office.now);
  };
  const auto caller = good(who(key));
  CHECK(caller.name == "城管局接口");
  CHECK(caller.signed_in_by == access::SignedInBy::key);
  CHECK(access::allows(caller, access::Permission::submit_batch, batch_of("城管局")));
  CHECK(!access::allows(caller, access::Permission::submit_batch, batch_of("税务局")));
  CHECK(!access::allows(caller, access::Permission::read_batch, batch_of("城管局")));

  std::string wrong = key.reveal();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  CHECK(code_of(who(access::Secret(wrong))) == "access.not_signed_in");
  CHECK(code_of(who(access::Secret("sanqu_"))) == "access.not_signed_in");
  CHECK(good(good(office.store->begin_read())->access().keys())[0].last_used_on ==
        office.now.date());
  office.pass_ms(30 * k_day_ms - 1);
  CHECK(code_of(who(key)) == "done");
  office.pass_ms(1);
  CHECK(code_of(who(key)) == "access.not_signed_in");
}

TEST_CASE(
    "a rotated key works through its overlap; a revoked one and one of a disabled account don't") {
  Office office;
  add_machine(office);
  const access::Secret first = add_key(office);
  const auto works = [&](const access::Secret& text) {
    return acts::caller_of_key(office.tools(), text.reveal(), office.now).has_value();
  };
  const access::Secret second =
      good(acts::rotate_key(office.tools(), prefix_of(first), 7, 30, "li", office.now));
  CHECK(prefix_of(first) != prefix_of(second));
  office.pass_ms(7 * k_day_ms - 1);
  CHECK(works(first));
  CHECK(works(second));
  office.pass_ms(1);
  CHECK(!works(first));
  CHECK(works(second));
  CHECK(code_of(acts::rotate_key(office.tools(), prefix_of(first), 7, 30, "li", office.now)) ==
        "access.no_key");
  good(acts::disable_account(office.tools(), "城管局接口", acts::Disabling::disable, "li",
                             office.now));
  CHECK(!works(second));
  good(acts::disable_account(office.tools(), "城管局接口", acts::Disabling::enable, "li",
                             office.now));
  CHECK(works(second));
  good(acts::revoke_key(office.tools(), prefix_of(second), "li", office.now));
  CHECK(!works(second));
  CHECK(code_of(acts::revoke_key(office.tools(), prefix_of(second), "li", office.now)) ==
        "access.no_key");
}

TEST_CASE("keys that nobody should have are not made") {
  Office office;
  add_machine(office);
  office.person("zhang");
  const auto adding = [&](const char* account, std::vector<std::string> may, std::int64_t days) {
    return code_of(
        acts::add_key(office.tools(), {account, "", std::move(may), days}, "li", office.now));
  };
  CHECK(adding("zhang", {"read_batch"}, 30) == "access.key_person");
  CHECK(adding("nobody", {"read_batch"}, 30) == "access.no_account");
  CHECK(adding("城管局接口", {}, 30) == "access.permission");
  CHECK(adding("城管局接口", {"read_batch", "fly"}, 30) == "access.permission");
  for (const access::PermissionLine& line : access::permission_table()) {
    if (!line.is_power) continue;
    CHECK(adding("城管局接口", {std::string(line.id)}, 30) == "access.permission");
  }
  CHECK(adding("城管局接口", {"change_own_account"}, 30) == "access.permission");
  CHECK(adding("城管局接口", {"read_batch"}, 0) == "access.key_days");
  CHECK(adding("城管局接口", {"read_batch"}, 401) == "access.key_days");
  CHECK(adding("城管局接口", {"read_batch"}, 400) == "done");
}

TEST_CASE("the first administrator's link works once, within a day, while there is none") {
  Office office;
  acts::NewAccount account;
  account.name = "admin.wang";
  account.password = access::Secret(Office::k_password);
  account.roles = {good(access::read_grant("credit_office:371081"))};  // left out
  const auto use = [&](const access::Secret& token) {
    return code_of(
        acts::use_administrator_link(office.tools(), token.reveal(), account, office.now));
  };
  const auto make = [&] { return good(acts::make_administrator_link(office.tools(), office.now)); };
  const auto late = make();
  office.pass_ms(k_day_ms);
  CHECK(use(*late) == "access.link_void");
  const auto link = make();
  const auto spare = make();
  CHECK(use(access::Secret(std::string(64, '0'))) == "access.link_void");
  account.password = access::Secret("short");
  CHECK(use(*link) == "access.password_short");  // does not use it up
  account.password = access::Secret(Office::k_password);
  CHECK(use(*link) == "done");
  account.name = "admin.li";
  CHECK(use(*link) == "access.link_void");
  CHECK(use(*spare) == "access.link_void");
  CHECK(!make());
  const auto in = good(office.sign_in("admin.wang"));
  REQUIRE(in.caller.roles.size() == 1);
  CHECK(in.caller.roles[0].role == access::Role::administrator);
  CHECK(!access::allows(in.caller, access::Permission::read_subject_file,
                        {k_subject, {}, {}, {}, {}, 0}));
}

TEST_CASE("roles that exclude each other, and an organisation without its proof, are not granted") {
  Office office;
  office.person("zhang", "credit_office:371081");
  office.person("root", "administrator");
  const auto granting = [&](const char* name, const char* role) {
    return code_of(
        acts::grant_role(office.tools(), name, good(access::read_grant(role)), "li", office.now));
  };
  CHECK(granting("zhang", "administrator") == "access.roles_exclude");
  CHECK(granting("zhang", "auditor") == "access.roles_exclude");
  CHECK(granting("root", "zone_manager:Z01") == "access.roles_exclude");
  CHECK(granting("zhang", "organisation:924") == "access.role_needs");
  CHECK(granting("zhang", "zone_manager:Z01") == "done");
  CHECK(granting("nobody", "zone_manager:Z01") == "access.no_account");
  CHECK(code_of(acts::add_account(office.tools(), {"ZHANG", "", "", std::nullopt, "", {}}, "li",
                                  office.now)) == "access.name_taken");
}

TEST_CASE(
    "a look is allowed, for a purpose, and written down; the subject sees the office, not the "
    "official") {
  Office office;
  office.person("zhang", "credit_office:371081");
  office.person("shop", std::string("organisation:") + k_subject);
  const auto zhang = good(office.sign_in("zhang")).caller;
  const auto shop = good(office.sign_in("shop")).caller;
  acts::LookRequest request;
  request.row.subject = k_subject;
  request.row.region = "371081003";
  const auto look = [&](const access::Caller& caller) {
    return code_of(acts::look_at_file(*office.store, caller, request, office.now));
  };
  CHECK(look({}) == "access.not_signed_in");
  CHECK(look(zhang) == "access.purpose");
  request.purpose = "curiosity";
  CHECK(look(zhang) == "access.purpose");
  request.purpose = "measure";
  CHECK(look(zhang) == "access.purpose");  // names no document
  request.authorisation = "鲁信〔2026〕7号";
  CHECK(look(zhang) == "done");
  request.row.region = "370100";
  CHECK(look(zhang) == "access.refused");
  office.pass_ms(1000);
  request.purpose.clear();
  request.authorisation.clear();
  CHECK(look(shop) == "done");  // its own file

  const auto lines = good(acts::readers_of(*office.store, k_subject, 0, 100));
  REQUIRE(lines.size() == 2);  // what was refused was not seen
  CHECK(lines[0].purpose == "own_file");
  CHECK(lines[1].purpose == "measure");
  CHECK(lines[1].organisation == "县信用办");
  CHECK(lines[1].role == access::Role::credit_office);
  CHECK(lines[1].authorisation == "鲁信〔2026〕7号");
  CHECK(lines[1].permission == "read_subject_file");
  // ReaderLine has no place for a person; the log has the account, for auditors.
  const auto reading = good(office.store->begin_read());
  CHECK(good(reading->access().looks(k_subject, 0, 100))[1].account == zhang.account);
}

TEST_CASE("nothing secret lies in the store, after everything has been done with it") {
  Office office;
  office.person("zhang", "credit_office:371081");
  add_machine(office);
  std::vector<std::string> secrets = {Office::k_password, "mountains stand west",
                                      "typed into the wrong field"};
  const auto link = good(acts::make_administrator_link(office.tools(), office.now));
  secrets.push_back(link->reveal());
  const access::Secret key = add_key(office);
  secrets.push_back(key.reveal());
  secrets.push_back(access::read_key_text(key.reveal())->secret.reveal());
  good(acts::caller_of_key(office.tools(), key.reveal(), office.now));
  const auto in = good(office.sign_in("zhang"));
  secrets.push_back(in.token.reveal());
  secrets.push_back(in.csrf.reveal());
  const auto offer = good(acts::offer_second_factor(office.tools(), in.caller));
  const access::Secret totp =
      good(office.box.open(offer.pending, "totp_pending:" + std::to_string(in.caller.account) +
                                              ":" + office.now.text()));
  secrets.push_back(totp.reveal());
  secrets.push_back(access::base32(totp.reveal()));
  secrets.push_back(offer.key_text.reveal());
  const std::string code = access::totp_code(totp, access::totp_step_at(office.now));
  for (const access::Secret& one : good(acts::turn_on_second_factor(
           office.tools(), in.caller, offer.pending, code, office.now))) {
    secrets.push_back(one.reveal());
  }
  secrets.push_back(std::string(32, 'k'));  // the key of the box
  good(acts::change_password(office.tools(), good(office.caller(in)),
                             access::Secret(Office::k_password),
                             access::Secret("mountains stand west"), office.now));
  CHECK(code_of(office.sign_in("typed into the wrong field", "x")) == "access.sign_in_failed");

  const std::string bytes = bytes_of(office);
  const auto holds = [&](const std::string& text) { return bytes.find(text) != bytes.npos; };
  CHECK(holds("zhang"));  // it is the right place to look
  CHECK(holds(access::token_hash("session", in.token.reveal())));
  for (const std::string& secret : secrets) CHECK_MESSAGE(!holds(secret), secret);
}

}  // namespace sanqu
