// SPDX-License-Identifier: Apache-2.0
#include "app/configuration.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "api/errors.hpp"
#include "app/errors.hpp"
#include "cli/output.hpp"
#include "core/region_code.hpp"
#include "core/text.hpp"
#include "core/yaml_fields.hpp"

namespace sanqu::app {

namespace {

/// One reading of the file: what it says goes into the configuration, its place into the origins.
class FileReader {
 public:
  FileReader(const std::string& path, const YamlNode& root, Configuration& into, Errors& errors)
      : fields_(path, root, "configuration", errors),
        folder_(std::filesystem::path(path).parent_path()),
        out_(into) {}

  void read() {
    read_store();
    read_listen();
    read_folder();
    read_division();
    if (from_file("disclose")) {
      out_.disclosed_grades.clear();
      for (const YamlNode* item : fields_.list("disclose")) {
        if (item->is_scalar()) {
          out_.disclosed_grades.push_back(item->text);
        } else {
          fields_.report(yaml_errors::k_wrong_form, *item,
                         {"disclose", "标准的标识", "a standard's id"});
        }
      }
    }
    if (const YamlNode* limits = fields_.take("limits")) read_limits(*limits);
    if (const YamlNode* tls = fields_.take("tls")) read_tls(*tls);
    if (from_file("proxies")) read_proxies();
    read_public_address();
    if (const YamlNode* provider = fields_.take("provider")) read_provider(*provider);
    fields_.finish();
  }

 private:
  /// Notes where the setting stands; false where the file does not have it.
  bool from_file(std::string_view name) {
    const YamlNode* node = fields_.take(name);
    if (node != nullptr) note(std::string(name), *node);
    return node != nullptr;
  }

  void note(std::string name, const YamlNode& node) {
    Place place = fields_.place_of(node);
    place.field = name;
    out_.origins[std::move(name)] = {Origin::Kind::file, std::move(place)};
  }

  /// Relative to the file's own folder, so that it means the same wherever the server is started.
  std::string path_from_here(const std::string& text) const {
    const std::filesystem::path path(text);
    return path.is_absolute() ? text : (folder_ / path).lexically_normal().string();
  }

  void read_store() {
    if (!from_file("store")) return;
    constexpr std::string_view k_file_url = "sqlite:";
    out_.store = fields_.text("store");
    if (out_.store.starts_with(k_file_url)) {
      const std::string path = out_.store.substr(k_file_url.size());
      out_.store = std::string(k_file_url) + path_from_here(path);
    }
  }

  void read_listen() {
    if (!from_file("listen")) return;
    const YamlNode& node = *fields_.take("listen");
    const std::string text = fields_.text("listen");
    const auto listen = cli::parse_listen_address(text);
    if (!listen) return fields_.report(errors::k_listen_form, node, {text});
    out_.address = listen->address;
    out_.port = listen->port;
  }

  void read_folder() {
    if (!from_file("upload_folder")) return;
    const YamlNode& node = *fields_.take("upload_folder");
    out_.upload_folder = path_from_here(fields_.text("upload_folder"));
    std::error_code error;
    const bool is_good = std::filesystem::is_directory(out_.upload_folder, error) &&
                         ::access(out_.upload_folder.c_str(), W_OK | X_OK) == 0;
    if (!is_good) fields_.report(errors::k_path, node, {out_.upload_folder});
  }

  void read_division() {
    if (!from_file("division")) return;
    const YamlNode& node = *fields_.take("division");
    const std::string text = fields_.text("division");
    const auto told = RegionCode::parse(text);
    if (!told) return fields_.report(api::errors::k_division, node, {text});
    out_.division = told->text();
  }

  void read_limits(const YamlNode& node) {
    YamlFields limits(fields_.file(), node, "limits", fields_.errors());
    for (const auto& limit : api::http::k_named_limits) {
      const auto number = limits.integer(limit.name, 1, cli::k_serve_limit_max);
      if (!number) continue;
      out_.limits.*limit.member = static_cast<std::uint32_t>(*number);
      note("limits." + std::string(limit.name), *limits.take(limit.name));
    }
    limits.finish();
  }

  void read_tls(const YamlNode& node) {
    YamlFields tls(fields_.file(), node, "tls", fields_.errors());
    api::http::TlsFiles files;
    files.certificate = path_from_here(tls.required_text("certificate"));
    files.key = path_from_here(tls.required_text("key"));
    files.only_1_3 = tls.word("minimum", {"1.2", "1.3"}).value_or(0) == 1;
    for (const char* name : {"certificate", "key", "minimum"}) {
      if (const YamlNode* value = tls.take(name)) note("tls." + std::string(name), *value);
    }
    tls.finish();
    out_.tls = std::move(files);
  }

  void read_public_address() {
    if (!from_file("public_address")) return;
    const YamlNode& node = *fields_.take("public_address");
    out_.public_address = fields_.text("public_address");
    while (out_.public_address.ends_with('/')) out_.public_address.pop_back();
    if (!api::http::is_fetchable(out_.public_address)) {
      fields_.report(errors::k_address, node, {out_.public_address});
    }
  }

  void read_provider(const YamlNode& node) {
    YamlFields provider(fields_.file(), node, "provider", fields_.errors());
    api::ProviderSettings settings;
    settings.issuer = provider.required_text("issuer");
    settings.client_id = provider.required_text("client_id");
    if (!provider.text("authorities").empty()) {
      settings.authorities = path_from_here(provider.text("authorities"));
    }
    for (const char* name : {"issuer", "client_id", "authorities"}) {
      if (const YamlNode* value = provider.take(name))
        note("provider." + std::string(name), *value);
    }
    if (!settings.issuer.empty() && !api::http::is_fetchable(settings.issuer)) {
      provider.report(errors::k_address, *provider.take("issuer"), {settings.issuer});
    }
    provider.finish();
    fields_.require("public_address");  // to which the provider sends people back
    settings.return_address = out_.public_address + "/api/v1/session/provider/callback";
    out_.provider = std::move(settings);
  }

  void read_proxies() {
    for (const YamlNode* item : fields_.list("proxies")) {
      const auto network = api::http::Network::parse(item->is_scalar() ? item->text : "");
      if (network) {
        out_.proxies.push_back(*network);
      } else {
        fields_.report(errors::k_network, *item, {item->text});
      }
    }
  }

  YamlFields fields_;
  std::filesystem::path folder_;
  Configuration& out_;
};

Result<bool> read_file(const std::string& path, Configuration& into) {
  const std::string text = TRY(cli::read_file(path));
  const YamlNode root = TRY(parse_yaml(path, text));
  if (root.is_null()) return true;  // all of it is comment
  Errors found;
  FileReader(path, root, into, found).read();
  if (!found.empty()) return refuse_all(std::move(found));
  return true;
}

/// Secrets that the environment has. One for something that is not set up is left alone.
Result<bool> add_secrets(const Environment& environment, Configuration& into) {
  constexpr std::size_t k_secret_bytes_max = 1024;
  const auto read = [&](const char* variable, std::string name,
                        access::Secret& secret) -> Result<bool> {
    std::string text = environment(variable);
    if (text.empty()) return true;
    if (text.size() > k_secret_bytes_max) {
      return refuse(errors::k_secret_long, {}, {variable, std::to_string(k_secret_bytes_max)});
    }
    secret = access::Secret(std::move(text));
    into.origins[std::move(name)] = {Origin::Kind::environment, {}};
    return true;
  };
  if (into.provider) {
    TRY(read("SANQU_PROVIDER_SECRET", "provider.client_secret", into.provider->client_secret));
  }
  if (into.tls) TRY(read("SANQU_TLS_KEY_PASSWORD", "tls.key_password", into.tls->key_password));
  return true;
}

Result<bool> add_words(const cli::ServeArguments& arguments, Configuration& into) {
  const auto note = [&](std::string name) {
    into.origins[std::move(name)] = {Origin::Kind::command_line, {}};
  };
  if (arguments.store) {
    into.store = *arguments.store;
    note("store");
  }
  if (arguments.listen) {
    into.address = arguments.listen->address;
    into.port = arguments.listen->port;
    note("listen");
  }
  if (!arguments.disclose.empty()) {
    into.disclosed_grades = arguments.disclose;
    note("disclose");
  }
  for (const auto& [name, value] : arguments.limits) {
    const auto found =
        std::ranges::find(api::http::k_named_limits, name, &api::http::NamedLimit::name);
    if (found == api::http::k_named_limits.end()) {
      return refuse(api::errors::k_limit_unknown, {}, {name});
    }
    into.limits.*(found->member) = value;
    note("limits." + name);
  }
  if (!arguments.division.empty()) {
    const auto told = RegionCode::parse(arguments.division);
    if (!told) return refuse(api::errors::k_division, {}, {readable_utf8(arguments.division)});
    into.division = told->text();
    note("division");
  }
  into.is_local_operator = arguments.is_local_operator;
  if (arguments.is_local_operator) note("local_operator");
  return true;
}

}  // namespace

Result<Configuration> configure(const cli::ServeArguments& arguments,
                                const Environment& environment) {
  Configuration out;
  out.store = cli::k_store_default;
  const cli::ListenAddress listen;
  out.address = listen.address;
  out.port = listen.port;
  if (!arguments.config.empty()) TRY(read_file(arguments.config, out));
  TRY(add_secrets(environment, out));
  TRY(add_words(arguments, out));
  if (out.upload_folder.empty()) {
    std::error_code error;
    out.upload_folder = std::filesystem::temp_directory_path(error).string();
    if (error) out.upload_folder = ".";
  }
  return out;
}

Errors at_origins(Errors errors, const Configuration& configuration) {
  for (Error& error : errors) {
    const auto found = configuration.origins.find(error.place.field);
    if (!error.place.file.empty() || found == configuration.origins.end()) continue;
    error.place = found->second.place;
  }
  return errors;
}

}  // namespace sanqu::app
