// SPDX-License-Identifier: Apache-2.0
// The table of routes against the contract, and the small parts: cursors, problems, languages.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "access/access.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/problem.hpp"
#include "api/routes.hpp"
#include "core/json.hpp"
#include "core/yaml.hpp"

using namespace sanqu;
using namespace sanqu::api;

namespace {

YamlNode read_contract() {
  const std::string path = std::string(SANQU_ROOT) + "/api/openapi.yaml";
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  auto node = parse_yaml(path, text.str());
  REQUIRE(node);
  return std::move(*node);
}

std::string text_of(const YamlNode& operation, const char* key) {
  const YamlNode* node = operation.find(key);
  return node == nullptr ? "" : node->text;
}

/// The names of a query that the contract lets an operation take, references followed.
std::set<std::string> query_of(const YamlNode& contract, const YamlNode& operation) {
  std::set<std::string> out;
  const YamlNode* parameters = operation.find("parameters");
  if (parameters == nullptr) return out;
  for (const YamlNode& item : parameters->items) {
    const YamlNode* parameter = &item;
    if (const YamlNode* reference = item.find("$ref")) {
      const std::string name = reference->text.substr(reference->text.rfind('/') + 1);
      parameter = contract.find("components")->find("parameters")->find(name);
      REQUIRE(parameter != nullptr);
    }
    if (text_of(*parameter, "in") == "query") out.insert(text_of(*parameter, "name"));
  }
  return out;
}

}  // namespace

TEST_CASE("table and contract have the same routes, permissions, scopes, purposes and parameters") {
  const YamlNode contract = read_contract();
  std::map<std::string, const YamlNode*> operations;
  for (const YamlEntry& path : contract.find("paths")->entries) {
    for (const YamlEntry& method : path.value.entries) {
      std::string name = method.key.text;
      std::ranges::transform(name, name.begin(), [](char c) { return c >= 'a' ? c - 32 : c; });
      operations[name + " " + path.key.text] = &method.value;
    }
  }
  CHECK(operations.size() == all_routes().size());
  for (const Route& route : all_routes()) {
    const std::string name = std::string(route.method) + " " + std::string(route.path);
    CAPTURE(name);
    REQUIRE(operations.contains(name));
    const YamlNode& operation = *operations[name];
    CHECK(text_of(operation, "operationId") == route.operation);
    CHECK(text_of(operation, "x-scope") == scope_text(route.scope));
    CHECK(text_of(operation, "x-purpose") == route.purpose);
    CHECK(text_of(operation, "x-permission") == access::line_of(route.permission).id);
    // `security: []` stands where everybody may.
    CHECK((operation.find("security") != nullptr) == route.is_public());
    std::set<std::string> taken;
    std::istringstream words{std::string(route.parameters)};
    for (std::string word; words >> word;) taken.insert(word);
    CHECK(query_of(contract, operation) == taken);
    CHECK((operation.find("requestBody") != nullptr) == (route.body != http::BodyKind::none));
  }
}

TEST_CASE(
    "every route says who may and what for; only reads are public, and only they may be kept") {
  for (const Route& route : all_routes()) {
    CAPTURE(route.path);
    CHECK_FALSE(route.purpose.empty());
    CHECK(static_cast<bool>(route.handler));
    // Besides reads everybody may sign in and out.
    if (route.is_public() && route.permission != access::Permission::open_session) {
      CHECK(route.method == "GET");
    }
    if (access::line_of(route.permission).shows_file) CHECK_FALSE(route.is_cacheable);
    if (access::line_of(route.permission).changes) CHECK(route.method != "GET");
    if (route.is_cacheable) CHECK(route.is_public());
    CHECK((route.body == http::BodyKind::none) == (route.body_bytes_max == 0));
  }
}

TEST_CASE("a route whose permission was forgotten is an administrator's") {
  CHECK_FALSE(Route{}.is_public());
  CHECK_FALSE(access::foresee({}, Route{}.permission).is_allowed());
}

TEST_CASE("a cursor is of its query alone") {
  const std::string cursor = make_cursor("subjects q=a", 40);
  CHECK(read_cursor(cursor, "subjects q=a").value() == 40);
  CHECK(read_cursor("", "anything").value() == 0);
  for (const std::string& bad :
       {make_cursor("subjects q=b", 40), cursor + "x", cursor.substr(0, 8), std::string("40"),
        std::string("9999999999999999999999"),
        make_cursor("subjects q=a", 1) + "9999999999999999999", std::string("\xff\xfe")}) {
    const auto read = read_cursor(bad, "subjects q=a");
    REQUIRE_FALSE(read);
    CHECK(read.error().front().code == &errors::k_cursor);
  }
}

TEST_CASE("a problem says code, text and hint in the reader's language, and all findings") {
  const Error first = make_error(errors::k_parameter_missing, {"a.csv", 3, 4, "f"}, {"q"});
  const http::Response response =
      problem(400, {first, make_error(errors::k_query_form)}, "id-1", Lang::en);
  CHECK(response.status == 400);
  CHECK(response.content_type == "application/problem+json");
  const auto json = parse_json("problem", *response.body);
  REQUIRE(json);
  CHECK(json->find("type")->text == "urn:sanqu:error:api.parameter_missing");
  CHECK(json->find("detail")->text == "The parameter q is missing");
  CHECK(json->find("place")->find("line")->text == "3");
  CHECK(json->find("request_id")->text == "id-1");
  CHECK(json->find("errors")->items.size() == 2);
  const auto chinese = parse_json("problem", *problem(400, {first}, "", Lang::zh).body);
  CHECK(chinese->find("detail")->text == "缺少参数 q");
  CHECK(chinese->find("errors") == nullptr);
}

TEST_CASE("codes of other rooms have their statuses, unknown ones are 422") {
  const ErrorCode locked = {"storage.locked", "", "", "", ""};
  const ErrorCode other = {"intake.header", "", "", "", ""};
  CHECK(status_of(locked) == 503);
  CHECK(status_of(other) == 422);
  CHECK(status_of(access::errors::k_not_signed_in) == 401);
}

TEST_CASE("the language is the one that weighs more, zh if in doubt") {
  CHECK(lang_of_header("") == Lang::zh);
  CHECK(lang_of_header("en") == Lang::en);
  CHECK(lang_of_header("en-GB,en;q=0.9") == Lang::en);
  CHECK(lang_of_header("zh-CN,zh;q=0.9,en;q=0.8") == Lang::zh);
  CHECK(lang_of_header("en;q=0.9, zh;q=0.91") == Lang::zh);
  CHECK(lang_of_header("fr, en;q=0.2") == Lang::en);
  CHECK(lang_of_header("*") == Lang::zh);
  CHECK(lang_of_header("en;q=0") == Lang::zh);
  CHECK(lang_of_header("\xff;q=x,,;=") == Lang::zh);
}
