// SPDX-License-Identifier: Apache-2.0
// `sanqu serve --print-config`: the settings as they are in effect, and where each came from.
#include <fmt/format.h>

#include "app/configuration.hpp"
#include "core/json_writer.hpp"

namespace sanqu::app {

namespace {

std::string origin_text(const Configuration& configuration, std::string_view name) {
  const auto found = configuration.origins.find(name);
  if (found == configuration.origins.end()) return "built in";
  switch (found->second.kind) {
    case Origin::Kind::environment: return "environment";
    case Origin::Kind::command_line: return "command line";
    case Origin::Kind::file: break;
  }
  const Place& place = found->second.place;
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

constexpr const char* k_masked = "***";

/// Whether there is a secret, never which.
void write_secret(JsonWriter& json, std::string_view name, const access::Secret& secret) {
  if (!secret.is_empty()) json.text_member(name, k_masked);
}

void write_tls(JsonWriter& json, const api::http::TlsFiles& tls) {
  json.name("tls").begin_object().text_member("certificate", tls.certificate);
  json.text_member("key", tls.key).text_member("minimum", tls.only_1_3 ? "1.3" : "1.2");
  write_secret(json, "key_password", tls.key_password);
  json.end_object();
}

void write_provider(JsonWriter& json, const api::ProviderSettings& provider) {
  json.name("provider").begin_object().text_member("issuer", provider.issuer);
  json.text_member("client_id", provider.client_id);
  json.text_member("authorities", provider.authorities);
  write_secret(json, "client_secret", provider.client_secret);
  json.end_object();
}

void write_origins(JsonWriter& json, const Configuration& configuration) {
  json.name("origins").begin_object();
  for (const char* name : {"store", "listen", "local_operator", "disclose", "division",
                           "upload_folder", "proxies", "public_address"}) {
    json.text_member(name, origin_text(configuration, name));
  }
  for (const auto& limit : api::http::k_named_limits) {
    const std::string name = "limits." + std::string(limit.name);
    json.text_member(name, origin_text(configuration, name));
  }
  if (configuration.tls) {
    for (const char* name : {"tls.certificate", "tls.key", "tls.minimum", "tls.key_password"}) {
      json.text_member(name, origin_text(configuration, name));
    }
  }
  if (configuration.provider) {
    for (const char* name : {"provider.issuer", "provider.client_id", "provider.authorities",
                             "provider.client_secret"}) {
      json.text_member(name, origin_text(configuration, name));
    }
  }
  json.end_object();
}

}  // namespace

std::string configuration_json(const Configuration& configuration) {
  JsonWriter json(JsonStyle::indented);
  json.begin_object().text_member("store", configuration.store);
  const bool is_v6 = configuration.address.find(':') != std::string::npos;
  json.text_member("listen", fmt::format(fmt::runtime(is_v6 ? "[{}]:{}" : "{}:{}"),
                                         configuration.address, configuration.port));
  json.boolean_member("local_operator", configuration.is_local_operator);
  json.name("disclose").begin_array();
  for (const std::string& id : configuration.disclosed_grades) json.text(id);
  json.end_array();
  json.text_member("division", configuration.division);
  json.text_member("upload_folder", configuration.upload_folder);
  json.name("limits").begin_object();
  for (const auto& limit : api::http::k_named_limits) {
    json.integer_member(limit.name, configuration.limits.*limit.member);
  }
  json.end_object();
  json.name("proxies").begin_array();
  for (const auto& network : configuration.proxies) json.text(network.text());
  json.end_array();
  json.text_member("public_address", configuration.public_address);
  if (configuration.provider) write_provider(json, *configuration.provider);
  if (configuration.tls) write_tls(json, *configuration.tls);
  write_origins(json, configuration);
  return json.end_object().take();
}

}  // namespace sanqu::app
