// SPDX-License-Identifier: Apache-2.0
#include "acts/sign_in.hpp"

#include <algorithm>

#include "access/access.hpp"
#include "access/account_name.hpp"
#include "access/tokens.hpp"
#include "access/totp.hpp"

namespace sanqu::acts {

using access::Account;
using access::Caller;

namespace errors = access::errors;

namespace {

Instant later(Instant at, std::int64_t by_ms) {
  return Instant::from_unix_ms(at.unix_ms() + by_ms);
}

Result<bool> count_one(access::AccessStore& store, const std::string& key,
                       const access::WaitingRule& rule, Instant now) {
  const access::Tries tries = TRY(store.tries(key));
  const Instant free_at = access::may_try_at(tries, rule);
  const bool is_forgotten = now.unix_ms() - tries.last_at.unix_ms() > rule.forgotten_after_ms;
  if (tries.failures > 0 && !is_forgotten && now < free_at) {
    return refuse(errors::k_wait, {}, {free_at.text()});
  }
  return store.set_tries(key, access::failed_at(tries, now, rule));
}

Caller caller_of(const Account& account, std::vector<access::RoleGrant> roles) {
  Caller out;
  out.account = account.id;
  out.name = account.name;
  out.organisation = account.organisation;
  out.roles = std::move(roles);
  return out;
}

/// The last steps of every way in; the transaction is committed.
Result<SignedIn> open_session(const AccountTools& tools, Transaction& writing,
                              const Account& account, access::Session session, Instant now) {
  access::AccessStore& store = writing.access();
  SignedIn out;
  out.token = access::new_token(tools.random);
  out.csrf = access::csrf_token(out.token.reveal());
  out.expires_at = later(now, tools.session.whole_ms);
  session.token = access::token_hash("session", out.token.reveal());
  session.account = account.id;
  session.created_at = session.seen_at = now;
  session.expires_at = out.expires_at;
  TRY(store.forget_sessions(now));
  session.id = TRY(store.add_session(session));
  const std::string how(access::text_of(session.signed_in_by));
  TRY(store.add_event({account.id, now, account.name, "signed_in",
                       session.two_factor ? how + ", second factor" : how}));
  out.caller = caller_of(account, TRY(store.grants(account.id)));
  out.caller.signed_in_by = session.signed_in_by;
  out.caller.two_factor = session.two_factor;
  out.caller.session = session.id;
  out.recovery_codes_left = TRY(store.recovery_codes_left(account.id));
  TRY(writing.commit());
  return out;
}

Result<std::optional<Account>> account_of(Store& store, std::string_view folded) {
  const auto reading = TRY(store.begin_read());
  return reading->access().find_account(folded);
}

/// After the password was right. Whoever changed the account meanwhile has changed the answer.
Result<SignedIn> finish_sign_in(const AccountTools& tools, const SignInTry& attempt,
                                const Account& seen, const std::string& new_hash, Instant now) {
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  const auto account = TRY(store.get_account(seen.id));
  if (!account || account->is_disabled || account->password != seen.password) {
    return refuse(errors::k_sign_in_failed);
  }
  access::Session session;
  session.signed_in_by = access::SignedInBy::password;
  SecondFactor factor = SecondFactor::wrong;
  if (!account->totp.empty()) {
    if (attempt.code.empty()) return refuse(errors::k_second_factor_wanted);
    factor = TRY(use_second_factor(tools, *writing, *account, attempt.code, now));
    if (factor == SecondFactor::wrong) return refuse(errors::k_sign_in_failed);
    session.two_factor = true;
  }
  TRY(forgive_try(*writing, account->folded, attempt.address));
  if (!new_hash.empty()) {
    TRY(store.set_password(account->id, new_hash, account->password_changed_at));
  }
  auto signed_in = TRY(open_session(tools, *writing, *account, std::move(session), now));
  signed_in.recovery_code_used = factor == SecondFactor::recovery_code;
  return signed_in;
}

/// What is not worth a failed request: a later one writes it.
void note_later(const AccountTools& tools, std::function<Result<bool>(access::AccessStore&)> note) {
  const auto job = [&store = tools.store, note = std::move(note)] {
    const auto writing = store.begin_write();
    if (writing && note((*writing)->access())) (void)(*writing)->commit();
  };
  if (tools.later) {
    tools.later(job);
  } else {
    job();
  }
}

}  // namespace

std::string totp_place(std::int64_t account) { return "totp:" + std::to_string(account); }

Result<bool> count_try(const AccountTools& tools, std::string_view folded, std::string_view address,
                       Instant now) {
  const auto writing = TRY(tools.store.begin_write());
  access::AccessStore& store = writing->access();
  TRY(store.forget_tries(later(now, -access::k_account_waiting.forgotten_after_ms)));
  if (!address.empty()) {
    TRY(count_one(store, access::tries_key("address", address), access::k_address_waiting, now));
  }
  TRY(count_one(store, access::tries_key("account", folded), access::k_account_waiting, now));
  return writing->commit();
}

Result<bool> forgive_try(Transaction& writing, std::string_view folded, std::string_view address) {
  access::AccessStore& store = writing.access();
  TRY(store.set_tries(access::tries_key("account", folded), {}));
  if (address.empty()) return true;
  const std::string key = access::tries_key("address", address);
  access::Tries tries = TRY(store.tries(key));
  --tries.failures;
  return store.set_tries(key, tries);
}

Result<SecondFactor> use_second_factor(const AccountTools& tools, Transaction& writing,
                                       const Account& account, std::string_view typed,
                                       Instant now) {
  access::AccessStore& store = writing.access();
  const access::Secret key = TRY(tools.secrets.open(account.totp, totp_place(account.id)));
  if (const auto step = access::find_totp_step(key, typed, now, account.totp_step)) {
    const bool is_fresh = TRY(store.use_totp_step(account.id, *step));
    return is_fresh ? SecondFactor::code : SecondFactor::wrong;
  }
  const std::string hash = access::recovery_code_hash(account.id, typed);
  const bool was_there = TRY(store.use_recovery_code(account.id, hash));
  return was_there ? SecondFactor::recovery_code : SecondFactor::wrong;
}

Result<SignedIn> sign_in(const AccountTools& tools, const SignInTry& attempt, Instant now) {
  const std::string folded = access::folded_account_name(attempt.name);
  TRY(count_try(tools, folded.empty() ? attempt.name : folded, attempt.address, now));
  const auto account = TRY(account_of(tools.store, folded));
  const access::Secret password = access::normal_password(attempt.password);
  const bool is_right =
      tools.passwords.matches(password, account ? account->password : std::string());
  if (!is_right || account->is_disabled) return refuse(errors::k_sign_in_failed);
  // A hash of an older cost is made anew while the password is at hand, outside of the transaction.
  std::string new_hash;
  if (tools.passwords.is_outdated(account->password)) new_hash = tools.passwords.hash(password);
  return finish_sign_in(tools, attempt, *account, new_hash, now);
}

Result<SignedIn> sign_in_by_provider(const AccountTools& tools, std::string_view identity,
                                     bool two_factor, Instant now) {
  const auto writing = TRY(tools.store.begin_write());
  const auto account = TRY(writing->access().find_identity(identity));
  if (!account || account->is_disabled) return refuse(errors::k_sign_in_failed);
  access::Session session;
  session.signed_in_by = access::SignedInBy::provider;
  session.two_factor = two_factor;
  return open_session(tools, *writing, *account, std::move(session), now);
}

Result<Caller> caller_of_session(const AccountTools& tools, std::string_view token, Instant now) {
  const std::string hash = access::token_hash("session", token);
  Caller caller;
  Instant seen_at;
  {
    const auto reading = TRY(tools.store.begin_read());
    access::AccessStore& store = reading->access();
    const auto session = TRY(store.find_session(hash));
    if (!session || now >= session->expires_at ||
        now.unix_ms() - session->seen_at.unix_ms() >= tools.session.idle_ms) {
      return refuse(errors::k_not_signed_in);
    }
    const auto account = TRY(store.get_account(session->account));
    if (!account || account->is_disabled) return refuse(errors::k_not_signed_in);
    caller = caller_of(*account, TRY(store.grants(account->id)));
    caller.signed_in_by = session->signed_in_by;
    caller.two_factor = session->two_factor;
    caller.session = session->id;
    seen_at = session->seen_at;
  }
  if (now.unix_ms() - seen_at.unix_ms() >= tools.session.seen_every_ms) {
    note_later(tools, [session = caller.session, now](access::AccessStore& store) {
      return store.touch_session(session, now);
    });
  }
  return caller;
}

Result<Caller> caller_of_key(const AccountTools& tools, std::string_view text, Instant now) {
  const auto typed = access::read_key_text(text);
  if (!typed) return refuse(errors::k_not_signed_in);
  const std::string hash = access::token_hash("key", typed->secret.reveal());
  Caller caller;
  Date last_used_on;
  {
    const auto reading = TRY(tools.store.begin_read());
    access::AccessStore& store = reading->access();
    const auto key = TRY(store.find_key(typed->prefix));
    if (!key || !access::is_same_secret(hash, key->secret) || key->revoked_at != Instant::min() ||
        now >= key->expires_at) {
      return refuse(errors::k_not_signed_in);
    }
    const auto account = TRY(store.get_account(key->account));
    if (!account || account->is_disabled) return refuse(errors::k_not_signed_in);
    caller = caller_of(*account, TRY(store.grants(account->id)));
    caller.signed_in_by = access::SignedInBy::key;
    caller.key = key->id;
    caller.key_may = key->permissions;
    last_used_on = key->last_used_on;
  }
  if (last_used_on != now.date()) {
    note_later(tools, [key = caller.key, now](access::AccessStore& store) {
      return store.set_key_used(key, now.date());
    });
  }
  return caller;
}

Result<bool> sign_out(const AccountTools& tools, std::string_view token) {
  const auto writing = TRY(tools.store.begin_write());
  const auto session = TRY(writing->access().find_session(access::token_hash("session", token)));
  if (session) TRY(writing->access().end_session(session->id));
  return writing->commit();
}

}  // namespace sanqu::acts
