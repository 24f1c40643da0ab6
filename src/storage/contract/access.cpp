// SPDX-License-Identifier: Apache-2.0
// Accounts, roles, doors and the access log: what any store must keep, and what it must refuse.
#include <functional>

#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using access::AccessStore;
using access::Account;
using access::Role;
using access::RoleGrant;

namespace {

const std::string k_hash = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA";

std::string digest(char c) { return std::string(64, c); }

Account account(const std::string& name) {
  Account out;
  out.name = name;
  out.folded = "folded " + name;
  out.person = "姓名 " + name;
  out.organisation = "信用办";
  out.password = k_hash;
  out.password_changed_at = moment("2026-03-01");
  out.created_at = moment("2026-03-01");
  return out;
}

RoleGrant role(Role role, const std::string& scope = "", const std::string& proof = "") {
  RoleGrant out;
  out.role = role;
  out.scope = scope;
  out.proof = proof;
  if (role == Role::department) out.classes = {"a", "b"};
  out.granted_by = "command line";
  out.granted_at = moment("2026-03-02");
  return out;
}

/// What one attempt in a transaction of its own gets; nothing of it stays.
template <typename Attempt>
std::string tried(acts::Store& store, Attempt&& attempt) {
  const auto writing = good(store.begin_write());
  return code_of(attempt(writing->access()));
}

void accounts_and_their_parts(const MakeStore& make) {
  const auto store = make();
  std::int64_t id = 0;
  {
    const auto writing = good(store->begin_write());
    id = good(writing->access().add_account(account("甲")));
    Account machine = account("乙");
    machine.password.clear();
    machine.identity = "https://issuer 17";
    machine.password_changed_at = Instant::min();
    good(writing->access().add_account(machine));
    good(writing->commit());
  }
  CHECK(tried(*store, [](AccessStore& access) { return access.add_account(account("甲")); }) ==
        "storage.refused");
  CHECK(tried(*store, [](AccessStore& access) {
          Account clear = account("丙");
          clear.password = "rivers run east";
          return access.add_account(clear);
        }) == "storage.refused");
  CHECK(tried(*store, [](AccessStore& access) {
          Account same = account("丙");
          same.identity = "https://issuer 17";
          return access.add_account(same);
        }) == "storage.refused");
  const auto writing = good(store->begin_write());
  AccessStore& access = writing->access();
  const auto found = good(access.find_account("folded 甲"));
  REQUIRE(found);
  CHECK(found->id == id);
  CHECK(found->person == "姓名 甲");
  CHECK(found->organisation == "信用办");
  CHECK(found->password == k_hash);
  CHECK(found->password_changed_at == moment("2026-03-01"));
  CHECK(!found->is_disabled);
  CHECK(good(access.get_account(id))->name == "甲");
  const auto machine = good(access.find_identity("https://issuer 17"));
  REQUIRE(machine);
  CHECK(machine->password_changed_at == Instant::min());
  CHECK(!good(access.find_identity("")));
  CHECK(!good(access.find_account("甲")));
  CHECK(!good(access.get_account(id + 100)));
  CHECK(good(access.accounts()).size() == 2);

  CHECK(good(access.set_password(id, k_hash + "x", moment("2026-04-01"))));
  CHECK(good(access.set_disabled(id, true)));
  CHECK(!good(access.set_disabled(id + 100, true)));
  CHECK(good(access.set_totp(id, "v1:00")));
  const Account changed = *good(access.get_account(id));
  CHECK(changed.password == k_hash + "x");
  CHECK(changed.password_changed_at == moment("2026-04-01"));
  CHECK(changed.is_disabled);
  CHECK(changed.totp == "v1:00");
}

void what_is_used_once(const MakeStore& make) {
  const auto store = make();
  const auto writing = good(store->begin_write());
  AccessStore& access = writing->access();
  const std::int64_t id = good(access.add_account(account("甲")));
  good(access.set_totp(id, "v1:00"));
  good(access.set_recovery_codes(id, {digest('a'), digest('b')}));
  CHECK(good(access.use_totp_step(id, 100)));
  CHECK(!good(access.use_totp_step(id, 100)));
  CHECK(!good(access.use_totp_step(id, 99)));
  CHECK(good(access.use_totp_step(id, 101)));
  CHECK(good(access.use_recovery_code(id, digest('a'))));
  CHECK(!good(access.use_recovery_code(id, digest('a'))));
  CHECK(!good(access.use_recovery_code(id + 1, digest('b'))));
  CHECK(good(access.recovery_codes_left(id)) == 1);
  CHECK(good(access.set_totp(id, "")));
  CHECK(good(access.recovery_codes_left(id)) == 0);

  good(access.add_event({id, moment("2026-03-01"), "command line", "added", ""}));
  good(access.add_event({id, moment("2026-03-02"), "甲", "signed_in", "password"}));
  const auto events = good(access.events(id));
  REQUIRE(events.size() == 2);
  CHECK(events[0].what == "signed_in");
  CHECK(events[1].at == moment("2026-03-01"));
}

void roles(const MakeStore& make) {
  const auto store = make();
  std::int64_t id = 0;
  {
    const auto writing = good(store->begin_write());
    id = good(writing->access().add_account(account("甲")));
    good(writing->access().add_grant(id, role(Role::department, "城管局")));
    good(writing->access().add_grant(id, role(Role::organisation, "924", "营业执照")));
    good(writing->commit());
  }
  const auto granting = [&](const RoleGrant& grant) {
    return tried(*store, [&](AccessStore& access) { return access.add_grant(id, grant); });
  };
  CHECK(granting(role(Role::zone_manager, "Z01")) == "done");
  CHECK(granting(role(Role::organisation, "925")) == "storage.refused");  // without proof
  CHECK(granting(role(Role::zone_manager)) == "storage.refused");         // without scope
  CHECK(granting(role(Role::public_)) == "storage.refused");
  CHECK(granting(role(Role::administrator)) == "storage.refused");
  CHECK(granting(role(Role::auditor)) == "storage.refused");
  const auto writing = good(store->begin_write());
  AccessStore& access = writing->access();
  const auto held = good(access.grants(id));
  REQUIRE(held.size() == 2);
  RoleGrant wanted = role(Role::department, "城管局");
  wanted.id = held[0].id;
  CHECK(held[0] == wanted);
  CHECK(held[1].proof == "营业执照");
  for (const RoleGrant& one : held) {
    CHECK(good(access.revoke_grant(one.id, "乙", moment("2026-05-01"))));
    CHECK(!good(access.revoke_grant(one.id, "乙", moment("2026-05-02"))));
  }
  CHECK(good(access.grants(id)).empty());
  // With the others gone it may stand alone; and nothing beside it.
  CHECK(good(access.holders(Role::administrator)) == 0);
  good(access.add_grant(id, role(Role::administrator)));
  CHECK(good(access.holders(Role::administrator)) == 1);
  good(access.set_disabled(id, true));
  CHECK(good(access.holders(Role::administrator)) == 0);
  CHECK(code_of(access.add_grant(id, role(Role::credit_office, "371000"))) == "storage.refused");
}

void doors(const MakeStore& make) {
  const auto store = make();
  const auto writing = good(store->begin_write());
  AccessStore& access = writing->access();
  const std::int64_t id = good(access.add_account(account("甲")));

  CHECK(good(access.tries("account:x")).failures == 0);
  good(access.set_tries("account:x", {3, moment("2026-03-01")}));
  good(access.set_tries("account:x", {4, moment("2026-03-02")}));
  good(access.set_tries("account:y", {1, moment("2026-03-03")}));
  CHECK(good(access.tries("account:x")).failures == 4);
  CHECK(good(access.tries("account:x")).last_at == moment("2026-03-02"));
  good(access.forget_tries(moment("2026-03-03")));
  CHECK(good(access.tries("account:x")).failures == 0);
  CHECK(good(access.tries("account:y")).failures == 1);
  good(access.set_tries("account:y", {}));
  CHECK(good(access.tries("account:y")).failures == 0);

  access::Session session;
  session.account = id;
  session.created_at = session.seen_at = moment("2026-03-01");
  session.expires_at = moment("2026-03-05");
  std::vector<std::int64_t> ids;
  for (const char c : {'a', 'b', 'c'}) {
    session.token = digest(c);
    ids.push_back(good(access.add_session(session)));
  }
  good(access.touch_session(ids[0], moment("2026-03-02")));
  good(access.raise_session(ids[0]));
  const auto found = good(access.find_session(digest('a')));
  REQUIRE(found);
  CHECK(found->id == ids[0]);
  CHECK(found->account == id);
  CHECK(found->two_factor);
  CHECK(found->signed_in_by == access::SignedInBy::password);
  CHECK(found->seen_at == moment("2026-03-02"));
  CHECK(found->expires_at == moment("2026-03-05"));
  CHECK(!good(access.find_session(digest('b')))->two_factor);
  good(access.end_session(ids[1]));
  CHECK(!good(access.find_session(digest('b'))));
  good(access.end_sessions(id, ids[2]));
  CHECK(!good(access.find_session(digest('a'))));
  CHECK(good(access.find_session(digest('c'))));
  good(access.forget_sessions(moment("2026-03-06")));
  CHECK(!good(access.find_session(digest('c'))));

  good(access.add_link(digest('d'), moment("2026-03-01"), moment("2026-03-02")));
  good(access.add_link(digest('e'), moment("2026-03-01"), moment("2026-03-02")));
  CHECK(!good(access.use_link(digest('f'), moment("2026-03-01"))));
  CHECK(good(access.use_link(digest('d'), moment("2026-03-01"))));
  CHECK(!good(access.use_link(digest('d'), moment("2026-03-01"))));
  CHECK(!good(access.use_link(digest('e'), moment("2026-03-02"))));  // it has ended
}

void keys(const MakeStore& make) {
  const auto store = make();
  access::ApiKey key;
  {
    const auto writing = good(store->begin_write());
    key.account = good(writing->access().add_account(account("甲")));
    key.prefix = "0123abcd";
    key.secret = digest('a');
    key.title = "夜间报送";
    key.permissions = {"submit_batch", "read_batch"};
    key.created_at = moment("2026-03-01");
    key.expires_at = moment("2027-03-01");
    key.id = good(writing->access().add_key(key));
    good(writing->commit());
  }
  CHECK(tried(*store, [&](AccessStore& access) { return access.add_key(key); }) ==
        "storage.refused");  // the prefix
  CHECK(tried(*store, [&](AccessStore& access) {
          return access.set_key_expiry(key.id, moment("2028-01-01"));
        }) == "storage.refused");
  CHECK(tried(*store, [&](AccessStore& access) -> Result<bool> {
          TRY(access.revoke_key(key.id, moment("2026-05-01")));
          // A second time it changes nothing.
          return access.revoke_key(key.id, moment("2026-06-01"));
        }) == "done");
  const auto writing = good(store->begin_write());
  AccessStore& access = writing->access();
  const auto found = good(access.find_key("0123abcd"));
  REQUIRE(found);
  CHECK(found->id == key.id);
  CHECK(found->secret == digest('a'));
  CHECK(found->title == "夜间报送");
  CHECK(found->permissions == key.permissions);
  CHECK(found->expires_at == moment("2027-03-01"));
  CHECK(found->revoked_at == Instant::min());
  CHECK(found->last_used_on.is_missing());
  good(access.set_key_used(key.id, day("2026-04-01")));
  good(access.set_key_expiry(key.id, moment("2026-05-01")));
  CHECK(good(access.revoke_key(key.id, moment("2026-04-15"))));
  CHECK(!good(access.revoke_key(key.id, moment("2026-04-16"))));
  const auto changed = good(access.keys());
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].last_used_on == day("2026-04-01"));
  CHECK(changed[0].expires_at == moment("2026-05-01"));
  CHECK(changed[0].revoked_at == moment("2026-04-15"));
  CHECK(!good(access.find_key("ffffffff")));
}

void access_log(const MakeStore& make) {
  const auto store = make();
  access::Look look;
  {
    const auto writing = good(store->begin_write());
    look.account = good(writing->access().add_account(account("甲")));
    look.subject = "924";
    look.organisation = "信用办";
    look.role = Role::credit_office;
    look.scope = "371000";
    look.purpose = "supervision";
    look.authorisation = "文件 7";
    look.permission = "read_subject_file";
    for (const char* at : {"2026-03-01", "2026-03-02", "2026-03-03"}) {
      look.at = moment(at);
      look.id = good(writing->access().add_look(look));
    }
    access::Look other = look;
    other.subject = "925";
    good(writing->access().add_look(other));
    good(writing->commit());
  }
  CHECK(tried(*store, [&](AccessStore& access) {
          access::Look by_administrator = look;
          by_administrator.role = Role::administrator;
          return access.add_look(by_administrator);
        }) == "storage.refused");
  CHECK(tried(*store, [&](AccessStore& access) {
          access::Look aimless = look;
          aimless.purpose.clear();
          return access.add_look(aimless);
        }) == "storage.refused");
  const auto reading = good(store->begin_read());
  const auto first = good(reading->access().looks("924", 0, 2));
  REQUIRE(first.size() == 2);
  CHECK(first[0].at == moment("2026-03-03"));
  CHECK(first[0].account == look.account);
  CHECK(first[0].organisation == "信用办");
  CHECK(first[0].role == Role::credit_office);
  CHECK(first[0].scope == "371000");
  CHECK(first[0].purpose == "supervision");
  CHECK(first[0].authorisation == "文件 7");
  CHECK(first[0].permission == "read_subject_file");
  const auto rest = good(reading->access().looks("924", first[1].id, 2));
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].at == moment("2026-03-01"));
  CHECK(good(reading->access().looks("926", 0, 2)).empty());
}

/// How many looks a filter leaves, of four: three at 924's file on three days for 甲, one at 925's for 乙 later.
std::size_t left_by(AccessStore& access, const std::function<void(access::LookFilter&)>& set) {
  access::LookFilter filter;
  filter.limit = 10;
  set(filter);
  return good(access.find_looks(filter)).size();
}

void all_looks(const MakeStore& make) {
  const auto store = make();
  std::int64_t second = 0;
  {
    const auto writing = good(store->begin_write());
    access::Look look;
    look.account = good(writing->access().add_account(account("甲")));
    second = good(writing->access().add_account(account("乙")));
    look.role = Role::auditor;
    look.permission = "read_subject_file";
    look.organisation = "审计局";
    look.purpose = "audit";
    look.subject = "924";
    for (const char* at : {"2026-03-01", "2026-03-02", "2026-03-03"}) {
      look.at = moment(at);
      good(writing->access().add_look(look));
    }
    look.at = moment("2026-03-04");
    look.account = second;
    look.subject = "925";
    look.organisation = "信用办";
    look.purpose = "supervision";
    good(writing->access().add_look(look));
    good(writing->access().add_event({second, moment("2026-03-04"), "甲", "added", "x"}));
    good(writing->access().add_event({look.account, moment("2026-03-05"), "甲", "disabled", ""}));
    good(writing->commit());
  }
  const auto reading = good(store->begin_read());
  AccessStore& access = reading->access();
  CHECK(left_by(access, [](auto&) {}) == 4);
  CHECK(left_by(access, [](auto& filter) { filter.subject = "924"; }) == 3);
  CHECK(left_by(access, [](auto& filter) { filter.organisation = "信用办"; }) == 1);
  CHECK(left_by(access, [](auto& filter) { filter.purpose = "audit"; }) == 3);
  CHECK(left_by(access, [&](auto& filter) { filter.account = second; }) == 1);
  CHECK(left_by(access, [](auto& filter) { filter.account = -1; }) == 0);
  CHECK(left_by(access, [](auto& filter) { filter.from = moment("2026-03-02"); }) == 3);
  CHECK(left_by(access, [](auto& filter) { filter.before_time = moment("2026-03-02"); }) == 1);
  access::LookFilter pages;
  pages.limit = 3;
  const auto first = good(access.find_looks(pages));
  REQUIRE(first.size() == 3);
  CHECK(first[0].subject == "925");  // newest first, each with its subject
  CHECK(first[2].subject == "924");
  pages.before = first[2].id;
  CHECK(good(access.find_looks(pages)).size() == 1);
  const auto events = good(access.all_events(0, 1));
  REQUIRE(events.size() == 1);
  CHECK(events[0].what == "disabled");
  const auto earlier = good(access.all_events(events[0].id, 10));
  REQUIRE(earlier.size() == 1);
  CHECK(earlier[0].account == second);
  CHECK(earlier[0].detail == "x");
}

}  // namespace

void accounts_are_kept(const MakeStore& make) {
  SUBCASE("an account and all that belongs to it") { accounts_and_their_parts(make); }
  SUBCASE("codes are used once; events are kept") { what_is_used_once(make); }
  SUBCASE("roles are granted and revoked; some stand alone") { roles(make); }
  SUBCASE("tries, sessions and links come and go") { doors(make); }
  SUBCASE("keys end, and never come back") { keys(make); }
  SUBCASE("who looked is only added to") { access_log(make); }
  SUBCASE("all looks and all events, newest first, by what is asked") { all_looks(make); }
}

}  // namespace sanqu::storage::contract
