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
constexpr std::uint64_t k_line_bytes_max = 1 << 20;  // a line of 64 KiB with its escapes
constexpr std::uint64_t k_mended_bytes_max = 64 << 20;
constexpr std::uint64_t k_standard_bytes_max = 2 << 20;   // half of it a standard's text
constexpr std::uint64_t k_article_bytes_max = 512 << 10;  // a body of 64 KiB with its escapes

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

constexpr Route put(std::string_view path, std::string_view operation, Handler handler) {
  return route("PUT", path, operation, handler).with_body(http::BodyKind::small, k_json_bytes_max);
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
    get("/api/v1/subjects/{subject_id}/file", "get_subject_file", get_subject_file)
        .may(May::read_subject_file, subject, "file")
        .takes("purpose authorisation limit cursor"),
    get("/api/v1/subjects/{subject_id}/readers", "list_readers", list_readers)
        .may(May::read_access_log, subject, "readers")
        .takes("purpose authorisation limit cursor"),
    get("/api/v1/files", "search_files", search_files)
        .may(May::search_subjects, subject, "search")
        .takes("q limit cursor"),

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

    get("/api/v1/batches/{batch_id}/quarantined-lines.csv", "export_lines", export_lines)
        .may(May::read_quarantine, batch, "mending"),
    get("/api/v1/quarantined-lines", "list_open_lines", list_open_lines)
        .may(May::read_quarantine, batch, "mending")
        .takes("source code limit cursor"),
    get("/api/v1/quarantined-lines/{line_id}", "get_open_line", get_open_line)
        .may(May::read_quarantine, batch, "mending"),
    post("/api/v1/quarantined-lines/{line_id}/retry", "retry_line", retry_line)
        .may(May::mend_quarantine, batch, "mending")
        .with_body(http::BodyKind::small, k_line_bytes_max),
    upload("/api/v1/quarantined-lines/retry", "retry_file", retry_file)
        .may(May::mend_quarantine, batch, "mending")
        .with_body(http::BodyKind::upload, k_mended_bytes_max),
    get("/api/v1/departments", "list_departments", list_departments)
        .may(May::read_quality, batch, "submission"),
    get("/api/v1/departments/{source}/quality", "get_quality", get_quality)
        .may(May::read_quality, batch, "submission"),
    get("/api/v1/departments/{source}/duties", "get_duties", get_duties)
        .may(May::read_quality, batch, "submission"),
    get("/api/v1/departments/{source}/column-maps", "list_column_maps", list_column_maps)
        .may(May::read_quality, batch, "submission"),
    put("/api/v1/departments/{source}/column-maps/{class}", "keep_column_map", keep_column_map)
        .may(May::submit_batch, batch, "submission"),
    get("/api/v1/catalogue/classes/{class}", "get_class", get_class)
        .may(May::read_published_standards, none, "method")
        .kept(),
    get("/api/v1/catalogue/classes/{class}/template.csv", "get_template", get_template)
        .may(May::read_published_standards, none, "method")
        .kept(),

    // ---- what managers and the office see
    get("/api/v1/zones/{zone_id}/members", "list_zone_members", list_zone_members)
        .may(May::read_subject_file, subject, "zone_service")
        .takes("standard since purpose limit cursor"),
    get("/api/v1/zones/{zone_id}/figures", "get_zone_figures", get_zone_figures)
        .may(May::read_zone, subject, "zone_service")
        .takes("standard"),
    get("/api/v1/subjects/{subject_id}/outlook", "get_outlook", get_outlook)
        .may(May::read_explanation, subject, "explanation")
        .takes("since purpose authorisation"),
    get("/api/v1/office/day", "get_office_day", get_office_day)
        .may(May::read_drafts, office, "supervision"),
    post("/api/v1/standards/check", "check_standard", check_standard)
        .may(May::read_drafts, office, "method")
        .with_body(http::BodyKind::small, k_standard_bytes_max),
    get("/api/v1/proposals", "list_proposals", list_proposals)
        .may(May::read_drafts, office, "method"),
    get("/api/v1/proposals/{standard}", "get_proposal", get_proposal)
        .may(May::read_drafts, office, "method"),
    post("/api/v1/proposals", "propose_standard", propose_standard)
        .may(May::propose_standard, office, "method")
        .with_body(http::BodyKind::small, k_standard_bytes_max),
    post("/api/v1/proposals/{standard}/refusal", "refuse_proposal", refuse_proposal)
        .may(May::approve_standard, office, "method"),
    post("/api/v1/proposals/{standard}/approval", "approve_proposal", approve_proposal)
        .may(May::approve_standard, office, "method"),

    // ---- the portal's articles
    get("/api/v1/articles", "list_articles", list_articles)
        .may(May::read_articles, none, "articles")
        .takes("kind limit cursor")
        .kept(),
    get("/api/v1/articles/{article_id}", "get_article", get_article)
        .may(May::read_articles, none, "articles")
        .kept(),
    get("/api/v1/drafts", "list_drafts", list_drafts)
        .may(May::read_drafts, office, "articles")
        .takes("kind limit cursor"),
    get("/api/v1/drafts/{article_id}", "get_draft", get_draft)
        .may(May::read_drafts, office, "articles"),
    post("/api/v1/articles", "add_article", add_article)
        .may(May::edit_article, office, "articles")
        .with_body(http::BodyKind::small, k_article_bytes_max),
    put("/api/v1/articles/{article_id}", "edit_article", edit_article)
        .may(May::edit_article, office, "articles")
        .with_body(http::BodyKind::small, k_article_bytes_max),
    post("/api/v1/articles/{article_id}/publication", "publish_article", publish_article)
        .may(May::publish_article, office, "articles"),
    post("/api/v1/articles/{article_id}/withdrawal", "withdraw_article", withdraw_article)
        .may(May::publish_article, office, "articles"),

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

    // ---- what auditors ask
    get("/api/v1/access-log", "list_looks", list_looks)
        .may(May::audit_access_log, looks, "audit")
        .takes("subject account organisation purpose from through limit cursor"),
    get("/api/v1/account-history", "list_account_history", list_account_history)
        .may(May::read_accounts, accounts, "audit")
        .takes("account limit cursor"),

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
  constexpr std::array<std::string_view, 8> k_texts = {"none",   "disclosed", "batch",    "subject",
                                                       "office", "account",   "accounts", "looks"};
  return k_texts[static_cast<std::size_t>(scope)];
}

std::span<const Route> all_routes() { return k_routes; }

}  // namespace sanqu::api
