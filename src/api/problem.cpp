// SPDX-License-Identifier: Apache-2.0
#include "api/problem.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "api/errors.hpp"
#include "core/ensure.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::api {

namespace {

/// By the code's own name, so that no room has to know of statuses.
const std::map<std::string_view, int> k_statuses = {
    {"api.request_form", 400},
    {"api.host", 400},
    {"api.transfer_coding", 501},
    {"api.head_too_large", 431},
    {"api.target_too_long", 414},
    {"api.headers_too_many", 431},
    {"api.body_unexpected", 400},
    {"api.body_too_large", 413},
    {"api.busy", 503},
    {"api.spool", 503},
    {"api.bug", 500},
    {"api.no_route", 404},
    {"api.method_not_allowed", 405},
    {"api.path_form", 400},
    {"api.query_form", 400},
    {"api.parameter_missing", 400},
    {"api.parameter_unknown", 400},
    {"api.parameter_value", 400},
    {"api.cursor", 400},
    {"api.idempotency_key", 400},
    {"api.idempotency_key_used", 409},
    {"api.body_type", 415},
    {"api.body_member", 400},
    {"api.csrf", 403},
    {"api.too_many", 429},
    {"access.not_signed_in", 401},
    {"access.sign_in_failed", 401},
    {"access.second_factor_wanted", 403},
    {"access.refused", 403},
    {"access.wait", 429},
    {"access.purpose", 400},
    {"access.no_account", 404},
    {"access.no_key", 404},
    {"access.no_grant", 404},
    {"access.name_taken", 409},
    {"access.roles_exclude", 409},
    {"access.link_void", 403},
    {"api.no_provider", 404},
    {"api.provider", 502},
    {"api.provider_state", 400},
    {"api.id_token", 403},
    {"api.fetch", 502},
    {"api.job_unknown", 404},
    {"api.job_kind", 400},
    {"api.job_ended", 409},
    {"acts.jobs_full", 503},
    {"api.subject_unknown", 404},
    {"api.zone_unknown", 404},
    {"api.batch_unknown", 404},
    {"api.line_unknown", 404},
    {"api.department_unknown", 404},
    {"api.class_unknown", 404},
    {"acts.not_quarantined", 409},
    {"acts.no_proposal", 404},
    {"acts.no_reason", 400},
    {"acts.same_person", 409},
    {"acts.version_exists", 409},
    {"acts.catalogue_changed", 409},
    {"api.not_evaluated", 404},
    {"api.not_disclosed", 403},
    {"api.not_ready", 503},
    {"acts.no_standard", 404},
    {"acts.class_unknown", 400},
    {"acts.no_catalogue", 503},
    {"acts.catalogue_lost", 503},
    {"portal.no_article", 404},
    {"portal.kind", 400},
    {"portal.other_version", 409},
    {"portal.not_published", 409},
    {"portal.published_already", 409},
    {"registry.name_not_text", 400},
    {"registry.name_empty", 400},
    {"registry.name_too_long", 400},
};

std::string_view title_of(int status, Lang lang) {
  const bool zh = lang == Lang::zh;
  switch (status) {
    case 400: return zh ? "请求有误" : "The request is wrong";
    case 401: return zh ? "未登录" : "Not signed in";
    case 403: return zh ? "没有权限" : "Not allowed";
    case 404: return zh ? "没有找到" : "Not found";
    case 405: return zh ? "方法不适用" : "Method not allowed";
    case 409: return zh ? "与已有内容冲突" : "In conflict with what is there";
    case 413:
    case 414:
    case 431: return zh ? "请求过大" : "The request is too large";
    case 429: return zh ? "请求过于频繁" : "Too many requests";
    case 422: return zh ? "内容不能用" : "The content can't be used";
    case 503: return zh ? "暂时不能服务" : "Not available at the moment";
    default:
      return status < 500 ? (zh ? "请求不能完成" : "The request can't be carried out")
                          : (zh ? "服务器出错" : "The server failed");
  }
}

void append_place(const Place& place, JsonWriter& json) {
  if (place == Place{}) return;
  json.name("place").begin_object();
  if (!place.file.empty()) json.text_member("file", readable_utf8(place.file));
  if (place.line != 0) json.integer_member("line", place.line);
  if (place.column != 0) json.integer_member("column", place.column);
  if (!place.field.empty()) json.text_member("field", readable_utf8(place.field));
  json.end_object();
}

void append_error(const Error& error, Lang lang, JsonWriter& json) {
  json.text_member("code", error.code->id);
  json.text_member("detail", readable_utf8(error.text(lang)));
  const std::string hint = error.hint(lang);
  if (!hint.empty()) json.text_member("hint", readable_utf8(hint));
  append_place(error.place, json);
}

/// The weight of a language range in thousandths: `;q=0.8` is 800. A broken one is 0.
int weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  std::string_view text = parameters.substr(at + 2);
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = (text[0] - '0') * 1000;
  int step = 100;
  for (std::size_t i = 2; i < text.size() && i < 5; ++i, step /= 10) {
    if (text[i] < '0' || text[i] > '9') break;
    weight += (text[i] - '0') * step;
  }
  return std::min(weight, 1000);
}

}  // namespace

int status_of(const ErrorCode& code) {
  const auto found = k_statuses.find(code.id);
  if (found != k_statuses.end()) return found->second;
  if (code.id.starts_with("storage.")) return 503;
  if (code.id.starts_with("json.")) return 400;
  return 422;
}

http::Response problem(int status, const Errors& found, std::string_view request_id, Lang lang) {
  ensure(!found.empty());
  constexpr std::size_t k_listed_max = 100;
  JsonWriter json;
  json.begin_object();
  json.text_member("type", "urn:sanqu:error:" + std::string(found.front().code->id));
  json.text_member("title", title_of(status, lang)).integer_member("status", status);
  append_error(found.front(), lang, json);
  if (!request_id.empty()) json.text_member("request_id", request_id);
  if (found.size() > 1) {
    json.name("errors").begin_array();
    for (std::size_t i = 0; i < found.size() && i < k_listed_max; ++i) {
      json.begin_object();
      append_error(found[i], lang, json);
      json.end_object();
    }
    json.end_array();
  }
  http::Response out = http::response(status, "application/problem+json", json.end_object().take());
  out.headers.push_back({"Cache-Control", "no-store"});
  out.headers.push_back({"Content-Language", lang == Lang::zh ? "zh-CN" : "en"});
  out.headers.push_back({"Vary", "Accept-Language"});
  if (status == 503) out.headers.push_back({"Retry-After", "5"});
  if (status == 401) out.headers.push_back({"WWW-Authenticate", "Bearer realm=\"sanqu\""});
  return out;
}

Lang lang_of_header(std::string_view accept_language) {
  int zh = 0;
  int en = 0;
  while (!accept_language.empty()) {
    const std::size_t end = std::min(accept_language.find(','), accept_language.size());
    std::string_view range = accept_language.substr(0, end);
    range.remove_prefix(std::min(range.find_first_not_of(" \t"), range.size()));
    accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    const std::size_t semicolon = std::min(range.find(';'), range.size());
    const std::string_view tag = range.substr(0, std::min<std::size_t>(2, semicolon));
    const int weight = weight_of(range.substr(semicolon));
    if (tag == "zh" || tag == "ZH" || tag == "*") zh = std::max(zh, weight);
    if (tag == "en" || tag == "EN") en = std::max(en, weight);
  }
  return en > zh ? Lang::en : Lang::zh;
}

}  // namespace sanqu::api
