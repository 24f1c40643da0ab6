// SPDX-License-Identifier: Apache-2.0
// How a server is to run: what is built in, then the configuration file, then the environment (secrets only), then the command
// line; the later goes before the earlier, and where each value came from is kept. docs/operators/configuration.md says what
// each is for, api/server.schema.json says it to editors.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/server.hpp"
#include "api/provider.hpp"
#include "cli/store_arguments.hpp"
#include "core/error.hpp"
#include "core/result.hpp"

namespace sanqu::app {

/// Where a value came from. The place is known where it stands in the file.
struct Origin {
  enum class Kind : std::uint8_t { file, environment, command_line };
  Kind kind = Kind::file;
  Place place;
};

struct Configuration {
  std::string store;
  std::string address;
  std::uint16_t port = 0;
  std::vector<std::string> disclosed_grades;
  std::string division;       // of the office; empty: that of the zones (division.hpp)
  std::string upload_folder;  // empty: the system's temporary folder
  api::http::Limits limits;
  std::optional<api::http::TlsFiles> tls;   // none: plain HTTP
  std::vector<api::http::Network> proxies;  // whose X-Forwarded-For is believed
  std::string public_address;               // https://HOST; empty: none
  std::optional<api::ProviderSettings> provider;
  bool is_local_operator = false;
  /// By dotted name, `limits.threads`; what is not here is built in.
  std::map<std::string, Origin, std::less<>> origins;
};

/// The value of a variable, empty where there is none.
using Environment = std::function<std::string(const char* name)>;

/// Reads the file that `arguments` name, if any. All mistakes of the file at once, each with its place.
/// Errors: yaml.*, configuration.*, cli.file_unreadable, api.limit_unknown, api.division.
Result<Configuration> configure(const cli::ServeArguments& arguments,
                                const Environment& environment);

/// As indented JSON with the origin of every value; no secret.
std::string configuration_json(const Configuration& configuration);

/// Each error that names a setting (`Place::field`) and no place gets the setting's own.
Errors at_origins(Errors errors, const Configuration& configuration);

}  // namespace sanqu::app
