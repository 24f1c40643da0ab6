// SPDX-License-Identifier: Apache-2.0
#include "api/routes.hpp"

#include <array>

#include "api/resources.hpp"

namespace sanqu::api {

namespace {

using enum RowScope;
using May = access::Permission;

constexpr std::uint64_t k_upload_bytes_max = std::uint64_t{2} << 30;
constexpr std::uint64_t k_json_bytes_max = 64 << 10;

constexpr Route route(std::string_view method, std::string_view path, std::string_view operation,
                      Handler handler) {
  Route out;
  out.method = method;
  out.path = path;
  out.operation = operation;
  out.handler = handler;
  return out;
}

constexpr Route get(std::string_view path, std::string_view operation, Handler handler) {
  return route("GET", path, operation, handler);
}

/// With a small JSON body.
constexpr Route post(std::string_view path, std::string_view operation, Handler handler) {
  return route("POST", path, operation, handler).with_body(http::BodyKind::small, k_json_bytes_max);
}

/// Without a body.
constexpr Route drop(std::string_view path, std::string_view operation, Handler handler) {
  return route("DELETE", path, operation, handler);
}

constexpr Route upload(std::string_view path, std::string_view operation, Handler handler) {
  return route("POST", path, operation, handler)
      .with_body(http::BodyKind::upload, k_upload_bytes_max);
}

constexpr std::array k_routes = {
    get("/healthz", "get_health", get_health).may(May::read_health, none, "operation"),
    get("/readyz", "get_readiness", get_readiness).may(May::read_health, none, "operation"),
    get("/metrics", "get_metrics", get_metrics).may(May::read_health, none, "operation"),

    // ---- subjects
    get("/api/v1/subjects", "search_subjects", search_subjects)
        .may(May::read_public_file, disclosed, "public_search")
        .takes("q limit cursor")
        .kept(),
    get("/api/v1/subjects/{subject_id}", "get_subject", get_subject)
        .may(May::read_public_file, disclosed, "public_file")
        .kept(),
    get("/api/v1/subjects/{subject_id}/evaluations/{standard}", "get_evaluation", get_evaluation)
        .may(May::read_public_file, disclosed, "explanation")
        .kept(),
    get("/api/v1/subjects/{subject_id}/explanations/{standard}", "get_explanation", get_explanation)
        .may(May::read_explanation, subject, "explanation")
        .takes("purpose authorisation"),

    // ---- what there is
    get("/api/v1/standards", "list_standards", list_standards)
        .may(May::read_published_standards, none, "method")
        .kept(),
    get("/api/v1/standards/{standard}", "get_standard", get_standard)
        .may(May::read_published_standards, none, "method")
        .kept(),
    get("/api/v1/zones", "list_zones", list_zones)
        .may(May::read_public_file, disclosed, "public_search")
        .takes("limit cursor")
        .kept(),
    get("/api/v1/zones/{zone_id}", "get_zone", get_zone)
        .may(May::read_public_file, disclosed, "public_search")
        .takes("limit cursor")
        .kept(),
    get("/api/v1/statistics", "get_statistics", get_statistics)
        .may(May::read_statistics, none, "statistics")
        .kept(),
    get("/api/v1/catalogue", "get_catalogue", get_catalogue)
        .may(May::read_published_standards, none, "method")
        .kept(),

    // ---- what departments send
    upload("/api/v1/batches", "send_batch", send_batch)
        .may(May::submit_batch, batch, "submission")
        .takes("class source file"),
    get("/api/v1/batches", "list_batches", list_batches)
        .may(May::read_batch, batch, "submission")
        .takes("source limit cursor"),
    get("/api/v1/batches/{batch_id}", "get_batch", get_batch)
        .may(May::read_batch, batch, "submission"),
    get("/api/v1/batches/{batch_id}/quarantined-lines", "list_quarantined_lines",
        list_quarantined_lines)
        .may(May::read_quarantine, batch, "mending")
        .takes("limit cursor"),

    // ---- jobs
    post("/api/v1/jobs", "ask_for_job", ask_for_job).may(May::run_evaluation, office, "evaluation"),
    get("/api/v1/jobs", "list_jobs", list_jobs)
        .may(May::read_job, office, "evaluation")
        .takes("limit cursor"),
    get("/api/v1/jobs/{job_id}", "get_job", get_job).may(May::read_job, office, "evaluation"),
    get("/api/v1/jobs/{job_id}/events", "watch_job", watch_job)
        .may(May::read_job, office, "evaluation"),
    drop("/api/v1/jobs/{job_id}", "cancel_job", cancel_job)
        .may(May::run_evaluation, office, "evaluation"),

    // ---- who is signed in
    post("/api/v1/session", "sign_in", sign_in).may(May::open_session, none, "signing_in"),
    get("/api/v1/session/provider", "go_to_provider", go_to_provider)
        .may(May::open_session, none, "signing_in")
        .waiting(),
    get("/api/v1/session/provider/callback", "come_from_provider", come_from_provider)
        .may(May::open_session, none, "signing_in")
        .takes("state code iss error error_description error_uri session_state scope")
        .waiting(),
    get("/api/v1/session", "get_session", get_session)
        .may(May::read_own_account, account, "own_account"),
    drop("/api/v1/session", "sign_out", sign_out).may(May::open_session, none, "signing_in"),
    get("/api/v1/account", "get_own_account", get_own_account)
        .may(May::read_own_account, account, "own_account"),
    post("/api/v1/account/password", "change_own_password", change_own_password)
        .may(May::change_own_account, account, "own_account"),
    route("POST", "/api/v1/account/second-factor/offer", "offer_second_factor", offer_second_factor)
        .may(May::change_own_account, account, "own_account"),
    post("/api/v1/account/second-factor", "turn_on_second_factor", turn_on_second_factor)
        .may(May::change_own_account, account, "own_account"),
    drop("/api/v1/account/second-factor", "turn_off_own_second_factor", turn_off_own_second_factor)
        .may(May::change_own_account, account, "own_account"),
    route("POST", "/api/v1/account/recovery-codes", "renew_recovery_codes", renew_recovery_codes)
        .may(May::change_own_account, account, "own_account"),

    // ---- accounts and keys
    post("/api/v1/first-administrator", "use_first_link", use_first_link)
        .may(May::open_session, none, "signing_in"),
    get("/api/v1/accounts", "list_accounts", list_accounts)
        .may(May::read_accounts, accounts, "administration"),
    post("/api/v1/accounts", "add_account", add_account)
        .may(May::change_accounts, accounts, "administration"),
    get("/api/v1/accounts/{account}", "get_account", get_account)
        .may(May::read_accounts, accounts, "administration"),
    post("/api/v1/accounts/{account}/roles", "grant_role", grant_account_role)
        .may(May::change_accounts, accounts, "administration"),
    drop("/api/v1/accounts/{account}/roles", "revoke_role", revoke_account_role)
        .may(May::change_accounts, accounts, "administration")
        .takes("role"),
    post("/api/v1/accounts/{account}/state", "set_account_state", set_account_state)
        .may(May::change_accounts, accounts, "administration"),
    post("/api/v1/accounts/{account}/password", "reset_password", reset_account_password)
        .may(May::change_accounts, accounts, "administration"),
    drop("/api/v1/accounts/{account}/second-factor", "turn_off_second_factor",
         turn_off_account_second_factor)
        .may(May::change_accounts, accounts, "administration"),
    get("/api/v1/keys", "list_keys", list_keys).may(May::read_accounts, accounts, "administration"),
    post("/api/v1/keys", "add_key", add_key).may(May::change_accounts, accounts, "administration"),
    post("/api/v1/keys/{prefix}/rotation", "rotate_key", rotate_key)
        .may(May::change_accounts, accounts, "administration"),
    drop("/api/v1/keys/{prefix}", "revoke_key", revoke_key)
        .may(May::change_accounts, accounts, "administration"),
};

}  // namespace

std::string_view scope_text(RowScope scope) {
  constexpr std::array<std::string_view, 7> k_texts = {"none",   "disclosed", "batch",   "subject",
                                                       "office", "account",   "accounts"};
  return k_texts[static_cast<std::size_t>(scope)];
}

std::span<const Route> all_routes() { return k_routes; }

}  // namespace sanqu::api
