// SPDX-License-Identifier: Apache-2.0
// The handlers of all routes; the table in routes.cpp says which is which, api/openapi.yaml what each answers. One file a noun:
// operation.cpp, subjects.cpp (as everybody sees them), evaluations.cpp, subject_file.cpp (a whole file, who looked),
// standards.cpp, overview.cpp (zones, statistics, catalogue), zones.cpp (one zone), batches.cpp, quarantine.cpp,
// departments.cpp, templates.cpp, zone_desk.cpp, proposals.cpp, office.cpp, articles.cpp, session.cpp, own_account.cpp,
// accounts.cpp (all accounts and keys), audit.cpp.
#pragma once

#include "api/context.hpp"

namespace sanqu::api {

Result<http::Response> get_health(const Context& context);
Result<http::Response> get_readiness(const Context& context);
Result<http::Response> get_metrics(const Context& context);

Result<http::Response> search_subjects(const Context& context);
Result<http::Response> get_subject(const Context& context);
Result<http::Response> get_evaluation(const Context& context);
Result<http::Response> get_explanation(const Context& context);

Result<http::Response> get_subject_file(const Context& context);
Result<http::Response> list_readers(const Context& context);
Result<http::Response> search_files(const Context& context);
Result<http::Response> list_looks(const Context& context);
Result<http::Response> list_account_history(const Context& context);

Result<http::Response> list_standards(const Context& context);
Result<http::Response> get_standard(const Context& context);

Result<http::Response> list_zones(const Context& context);
Result<http::Response> get_zone(const Context& context);
Result<http::Response> get_statistics(const Context& context);
Result<http::Response> get_catalogue(const Context& context);

Result<http::Response> send_batch(const Context& context);
Result<http::Response> list_batches(const Context& context);
Result<http::Response> get_batch(const Context& context);
Result<http::Response> list_quarantined_lines(const Context& context);

Result<http::Response> ask_for_job(const Context& context);
Result<http::Response> list_jobs(const Context& context);
Result<http::Response> get_job(const Context& context);
Result<http::Response> cancel_job(const Context& context);
Result<http::Response> watch_job(const Context& context);

Result<http::Response> go_to_provider(const Context& context);
Result<http::Response> come_from_provider(const Context& context);

Result<http::Response> list_open_lines(const Context& context);
Result<http::Response> get_open_line(const Context& context);
Result<http::Response> retry_line(const Context& context);
Result<http::Response> retry_file(const Context& context);
Result<http::Response> export_lines(const Context& context);

Result<http::Response> list_departments(const Context& context);
Result<http::Response> get_quality(const Context& context);
Result<http::Response> get_duties(const Context& context);
Result<http::Response> list_column_maps(const Context& context);
Result<http::Response> keep_column_map(const Context& context);
Result<http::Response> get_class(const Context& context);
Result<http::Response> get_template(const Context& context);

Result<http::Response> list_zone_members(const Context& context);
Result<http::Response> get_zone_figures(const Context& context);
Result<http::Response> get_outlook(const Context& context);

Result<http::Response> check_standard(const Context& context);
Result<http::Response> list_proposals(const Context& context);
Result<http::Response> get_proposal(const Context& context);
Result<http::Response> propose_standard(const Context& context);
Result<http::Response> refuse_proposal(const Context& context);
Result<http::Response> approve_proposal(const Context& context);
Result<http::Response> get_office_day(const Context& context);

Result<http::Response> list_articles(const Context& context);
Result<http::Response> get_article(const Context& context);
Result<http::Response> list_drafts(const Context& context);
Result<http::Response> get_draft(const Context& context);
Result<http::Response> add_article(const Context& context);
Result<http::Response> edit_article(const Context& context);
Result<http::Response> publish_article(const Context& context);
Result<http::Response> withdraw_article(const Context& context);

Result<http::Response> sign_in(const Context& context);
Result<http::Response> get_session(const Context& context);
Result<http::Response> sign_out(const Context& context);

Result<http::Response> get_own_account(const Context& context);
Result<http::Response> change_own_password(const Context& context);
Result<http::Response> offer_second_factor(const Context& context);
Result<http::Response> turn_on_second_factor(const Context& context);
Result<http::Response> turn_off_own_second_factor(const Context& context);
Result<http::Response> renew_recovery_codes(const Context& context);

Result<http::Response> use_first_link(const Context& context);
Result<http::Response> list_accounts(const Context& context);
Result<http::Response> get_account(const Context& context);
Result<http::Response> add_account(const Context& context);
Result<http::Response> grant_account_role(const Context& context);
Result<http::Response> revoke_account_role(const Context& context);
Result<http::Response> set_account_state(const Context& context);
Result<http::Response> reset_account_password(const Context& context);
Result<http::Response> turn_off_account_second_factor(const Context& context);
Result<http::Response> list_keys(const Context& context);
Result<http::Response> add_key(const Context& context);
Result<http::Response> rotate_key(const Context& context);
Result<http::Response> revoke_key(const Context& context);

}  // namespace sanqu::api
