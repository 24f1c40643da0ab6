// SPDX-License-Identifier: Apache-2.0
#include "api/http/forwarded.hpp"

#include <doctest/doctest.h>

using namespace sanqu::api::http;

namespace {

std::vector<Network> trusted() {
  return {*Network::parse("127.0.0.1"), *Network::parse("10.0.0.0/8")};
}

Request from(std::string peer, std::vector<NamedText> headers) {
  Request out;
  out.peer = std::move(peer);
  out.peer_is_loopback = out.peer == "127.0.0.1";
  out.headers = std::move(headers);
  apply_forwarded(out, trusted());
  return out;
}

}  // namespace

TEST_CASE("a network holds its addresses and no other") {
  const auto ten = Network::parse("10.128.0.0/9");
  REQUIRE(ten);
  CHECK(ten->holds("10.128.0.1"));
  CHECK(ten->holds("::ffff:10.255.255.255"));
  CHECK_FALSE(ten->holds("10.127.255.255"));
  CHECK_FALSE(ten->holds("::1"));
  CHECK_FALSE(ten->holds("10.128.0.1 "));
  CHECK_FALSE(ten->holds(""));
  const auto six = Network::parse("fd00::/8");
  REQUIRE(six);
  CHECK(six->holds("fd12::1"));
  CHECK_FALSE(six->holds("fe80::1"));
  CHECK(Network::parse("0.0.0.0/0")->holds("1.2.3.4"));
  CHECK_FALSE(Network::parse("0.0.0.0/0")->holds("fd00::1"));
  for (const char* text : {"", "10.0.0.0/33", "10.0.0.1/8", "10.0.0", "x", "10.0.0.0/", "::/129",
                           "10.0.0.0/-1", "10.0.0.0/8/8"}) {
    CAPTURE(text);
    CHECK_FALSE(Network::parse(text));
  }
}

TEST_CASE("the caller is the last address that no trusted proxy is") {
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "1.1.1.1, 2.2.2.2"}}).peer == "2.2.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "1.1.1.1, 2.2.2.2,10.0.0.9"}}).peer == "2.2.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-for", "2.2.2.2"}}).peer ==
        "2.2.2.2");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "10.0.0.1, 10.0.0.2"}}).peer == "10.0.0.1");
  CHECK(from("127.0.0.1", {{"x-forwarded-for", "2.2.2.2, unknown"}}).peer == "127.0.0.1");
  CHECK(from("10.1.1.1", {{"x-forwarded-for", "fd00::7"}}).peer == "fd00::7");
}

TEST_CASE("behind a proxy nobody is on this machine") {
  CHECK_FALSE(from("127.0.0.1", {}).peer_is_loopback);
  CHECK_FALSE(from("127.0.0.1", {{"x-forwarded-for", "127.0.0.1"}}).peer_is_loopback);
}

TEST_CASE("from others these headers are not looked at") {
  const Request request =
      from("3.3.3.3", {{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-proto", "https"}});
  CHECK(request.peer == "3.3.3.3");
  CHECK_FALSE(request.is_secure);
}

TEST_CASE("the proxy's own word for the protocol is the last one") {
  CHECK(from("127.0.0.1", {{"x-forwarded-proto", "https"}}).is_secure);
  CHECK_FALSE(from("127.0.0.1", {{"x-forwarded-proto", "https, http"}}).is_secure);
}
