// SPDX-License-Identifier: Apache-2.0
// The second factor as a whole: turned on with a code, asked for from then on, each code once, recovery codes, lost keys.
#include "office_for_test.hpp"

#include "access/permissions.hpp"
#include "access/totp.hpp"

namespace sanqu {

namespace {

/// The key as the telephone has it, from what is typed into it.
access::Secret key_of(const acts::SecondFactorOffer& offer) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : offer.key_text.reveal()) {
    if (c == ' ') continue;
    bits = (bits << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26)) & 0xFFFF;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return access::Secret(bytes);
}

struct Phone {
  access::Secret key;
  std::string at(Instant now) const { return access::totp_code(key, access::totp_step_at(now)); }
};

struct TurnedOn {
  Phone phone;
  std::vector<access::Secret> recovery_codes;
};

TurnedOn turn_on(Office& office, const acts::SignedIn& in) {
  const auto offer = good(acts::offer_second_factor(office.tools(), good(office.caller(in))));
  TurnedOn out{{key_of(offer)}, {}};
  out.recovery_codes =
      good(acts::turn_on_second_factor(office.tools(), good(office.caller(in)), offer.pending,
                                       out.phone.at(office.now), office.now));
  return out;
}

}  // namespace

TEST_CASE("turned on with a right code; then name, password and a fresh code are wanted") {
  Office office;
  office.person("zhang", "administrator");
  const auto in = good(office.sign_in("zhang"));
  const auto other = good(office.sign_in("zhang"));
  const auto caller = good(office.caller(in));
  CHECK(!access::allows(caller, access::Permission::change_accounts, {}));
  const auto offer = good(acts::offer_second_factor(office.tools(), caller));
  CHECK(code_of(acts::turn_on_second_factor(office.tools(), caller, offer.pending, "000000",
                                            office.now)) == "access.second_factor_off");
  CHECK(code_of(acts::turn_on_second_factor(office.tools(), caller, "v1:00", "000000",
                                            office.now)) == "access.sealed");
  const TurnedOn on = turn_on(office, in);
  CHECK(access::allows(good(office.caller(in)), access::Permission::change_accounts, {}));
  CHECK(code_of(office.caller(other)) == "access.not_signed_in");

  const std::string used = on.phone.at(office.now);
  CHECK(code_of(office.sign_in("zhang")) == "access.second_factor_wanted");
  CHECK(code_of(office.sign_in("zhang", "wrong wrong wrong", used)) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("zhang", Office::k_password, used)) == "access.sign_in_failed");
  office.pass_ms(30'000);
  const std::string fresh = on.phone.at(office.now);
  const auto again = good(office.sign_in("zhang", Office::k_password, fresh));
  CHECK(again.caller.two_factor);
  CHECK(good(office.caller(again)).two_factor);
  CHECK(again.recovery_codes_left == 10);
  CHECK(code_of(office.sign_in("zhang", Office::k_password, fresh)) == "access.sign_in_failed");
}

TEST_CASE("codes can't be guessed on: the right password does not forget wrong codes") {
  Office office;
  office.person("zhang");
  turn_on(office, good(office.sign_in("zhang")));
  for (int i = 0; i < 5; ++i) {
    CHECK(code_of(office.sign_in("zhang", Office::k_password, "12345" + std::to_string(i))) ==
          "access.sign_in_failed");
  }
  CHECK(code_of(office.sign_in("zhang", Office::k_password, "123459")) == "access.wait");
}

TEST_CASE("a recovery code works once, and is renewed only with the second factor") {
  Office office;
  office.person("zhang");
  const auto in = good(office.sign_in("zhang"));
  const TurnedOn on = turn_on(office, in);
  const std::string code = on.recovery_codes[3].reveal();
  const auto by_code = good(office.sign_in("zhang", Office::k_password, code));
  CHECK(by_code.recovery_code_used);
  CHECK(by_code.recovery_codes_left == 9);
  CHECK(code_of(office.sign_in("zhang", Office::k_password, code)) == "access.sign_in_failed");
  access::Caller weak = good(office.caller(by_code));
  weak.two_factor = false;
  CHECK(code_of(acts::renew_recovery_codes(office.tools(), weak, office.now)) == "access.refused");
  CHECK(code_of(acts::offer_second_factor(office.tools(), weak)) == "access.refused");
  const auto fresh =
      good(acts::renew_recovery_codes(office.tools(), good(office.caller(by_code)), office.now));
  CHECK(code_of(office.sign_in("zhang", Office::k_password, on.recovery_codes[4].reveal())) ==
        "access.sign_in_failed");
  CHECK(code_of(office.sign_in("zhang", Office::k_password, fresh[0].reveal())) == "done");
}

TEST_CASE("turned off by an administrator: the password is enough again, all sessions end") {
  Office office;
  office.person("zhang");
  const auto in = good(office.sign_in("zhang"));
  turn_on(office, in);
  good(acts::turn_off_second_factor(office.tools(), "zhang", "li", office.now));
  CHECK(code_of(office.caller(in)) == "access.not_signed_in");
  CHECK(!good(office.sign_in("zhang")).caller.two_factor);
}

TEST_CASE("with another key file, or another account's row, a sealed key opens nothing") {
  Office office;
  office.person("zhang");
  office.person("li");
  const TurnedOn on = turn_on(office, good(office.sign_in("zhang")));
  turn_on(office, good(office.sign_in("li")));
  office.pass_ms(30'000);
  const access::SecretBox other(access::Secret(std::string(32, 'x')));
  const acts::AccountTools tools{*office.store, office.passwords, other, office.random, {}};
  const acts::SignInTry attempt{"zhang", access::Secret(Office::k_password),
                                on.phone.at(office.now), ""};
  CHECK(code_of(acts::sign_in(tools, attempt, office.now)) == "access.sealed");
  {
    const auto writing = good(office.store->begin_write());
    const auto zhang = good(writing->access().find_account("zhang"));
    const auto li = good(writing->access().find_account("li"));
    good(writing->access().set_totp(li->id, zhang->totp));
    good(writing->commit());
  }
  CHECK(code_of(office.sign_in("li", Office::k_password, on.phone.at(office.now))) ==
        "access.sealed");
}

}  // namespace sanqu
