// SPDX-License-Identifier: Apache-2.0
#include "api/errors.hpp"

namespace sanqu::api::errors {

const ErrorCode k_listen = {"api.listen", "不能在 {0} 上监听:{1}", "Can't listen on {0}: {1}",
                            "换一个端口(--listen 127.0.0.1:8081),或停掉占用它的程序。",
                            "Take another port (--listen 127.0.0.1:8081) or stop what holds it."};
const ErrorCode k_spool = {"api.spool", "上传的文件无法暂存:{0}",
                           "The upload can't be kept while it arrives: {0}",
                           "检查服务器临时文件夹的空间和权限。",
                           "Check space and permissions of the server's temporary folder."};
const ErrorCode k_local_operator_address = {
    "api.local_operator_address", "--local-operator 只能在本机地址上使用,{0} 不是",
    "--local-operator works on a loopback address only; {0} is none",
    "用 --listen 127.0.0.1:8080;这个开关只供开发。",
    "Use --listen 127.0.0.1:8080; this switch is for development."};

const ErrorCode k_limit_unknown = {"api.limit_unknown", "没有限值“{0}”", "There is no limit `{0}`",
                                   "`sanqu serve --print-config` 列出全部限值。",
                                   "`sanqu serve --print-config` lists them all."};

const ErrorCode k_tls_certificate = {
    "api.tls_certificate", "证书“{0}”不能用:{1}", "The certificate {0} can't be used: {1}",
    "应为 PEM 文件:服务器证书在前,中间证书随后。",
    "It is a PEM file: the server's certificate first, then those between."};
const ErrorCode k_tls_key = {
    "api.tls_key", "密钥“{0}”不能用:{1}", "The key {0} can't be used: {1}",
    "应为 PEM 文件;加密的密钥用环境变量 SANQU_TLS_KEY_PASSWORD 给出密码。",
    "It is a PEM file; the password of an encrypted one is in SANQU_TLS_KEY_PASSWORD."};
const ErrorCode k_tls_mismatch = {
    "api.tls_mismatch", "密钥“{0}”与证书不成对", "The key {0} is not the certificate's",
    "用与证书一起签发的密钥。", "Take the key that the certificate was made for."};
const ErrorCode k_division = {"api.division", "“{0}”不是行政区划代码", "`{0}` is no division code",
                              "例如 --division 371081。", "As in --division 371081."};

const ErrorCode k_request_form = {"api.request_form", "这不是一个完整的 HTTP 请求:{0}",
                                  "This is no well-formed HTTP request: {0}",
                                  "用 HTTP/1.1,按 api/openapi.yaml 发送。",
                                  "Send HTTP/1.1 as in api/openapi.yaml."};
const ErrorCode k_host = {"api.host", "请求要有且只有一个 Host",
                          "A request has exactly one Host header", "", ""};
const ErrorCode k_transfer_coding = {
    "api.transfer_coding", "不支持传输编码“{0}”", "The transfer coding `{0}` is not supported",
    "用 Content-Length 或 Transfer-Encoding: chunked,二者只用其一。",
    "Use Content-Length or Transfer-Encoding: chunked, one of them."};
const ErrorCode k_head_too_large = {
    "api.head_too_large", "请求头超过 {0} 字节", "The request's head is larger than {0} bytes",
    "去掉不需要的请求头或 Cookie。", "Leave out headers and cookies that are not needed."};
const ErrorCode k_target_too_long = {"api.target_too_long", "地址超过 {0} 字节",
                                     "The address is longer than {0} bytes", "缩短查询条件。",
                                     "Shorten the query."};
const ErrorCode k_headers_too_many = {"api.headers_too_many", "请求头多于 {0} 个",
                                      "There are more than {0} headers", "", ""};
const ErrorCode k_body_unexpected = {"api.body_unexpected", "这个请求不带内容",
                                     "This request takes no body", "去掉请求内容。",
                                     "Leave the body out."};
const ErrorCode k_body_too_large = {"api.body_too_large", "内容超过 {0} 字节",
                                    "The body is larger than {0} bytes", "把文件分成几份再传。",
                                    "Split the file."};
const ErrorCode k_busy = {"api.busy", "服务器正忙", "The server is busy", "稍等几秒再试。",
                          "Try again in a few seconds."};
const ErrorCode k_bug = {
    "api.bug", "服务器程序出错,请求未完成", "A bug of the server; the request was not carried out",
    "请把请求编号告诉运行服务器的人。", "Tell the request's id to whoever runs the server."};

const ErrorCode k_no_route = {"api.no_route", "没有这个地址", "There is nothing at this address",
                              "见 api/openapi.yaml。", "See api/openapi.yaml."};
const ErrorCode k_method_not_allowed = {"api.method_not_allowed", "这个地址不接受 {0}",
                                        "This address does not take {0}", "可用:{1}。",
                                        "It takes {1}."};
const ErrorCode k_path_form = {"api.path_form", "地址里的编码有误",
                               "The address is not encoded properly", "用 UTF-8,特殊字符写成 %XX。",
                               "Use UTF-8 with special characters as %XX."};
const ErrorCode k_query_form = {"api.query_form", "查询条件写法有误,或同一条件写了两次",
                                "The query is not encoded properly, or a name stands twice",
                                "用 UTF-8,特殊字符写成 %XX。",
                                "Use UTF-8 with special characters as %XX."};
const ErrorCode k_parameter_missing = {"api.parameter_missing", "缺少参数 {0}",
                                       "The parameter {0} is missing", "见 api/openapi.yaml。",
                                       "See api/openapi.yaml."};
const ErrorCode k_parameter_unknown = {"api.parameter_unknown", "没有参数“{0}”",
                                       "There is no parameter `{0}`", "可用:{1}。",
                                       "It takes {1}."};
const ErrorCode k_parameter_value = {"api.parameter_value", "参数 {0} 的值不能用",
                                     "The parameter {0} has a value that can't be used",
                                     "应为{1}。", "It takes {2}."};
const ErrorCode k_cursor = {"api.cursor", "翻页标记不能用", "The cursor can't be used",
                            "用上一页给出的 next,查询条件不变;或从第一页开始。",
                            "Use `next` of the page before with the same query, or start again."};
const ErrorCode k_idempotency_key = {
    "api.idempotency_key", "缺少 Idempotency-Key,或它不是 1 到 128 个可见 ASCII 字符",
    "Idempotency-Key is missing, or is not 1 to 128 visible ASCII characters",
    "每次报送用一个新的随机值;重发时用原值。",
    "Use a new random value for each submission, and the same one for a repeat."};
const ErrorCode k_idempotency_key_used = {
    "api.idempotency_key_used", "这个 Idempotency-Key 已用于另一份内容",
    "This Idempotency-Key was used for another submission", "换一个新值。", "Take a new value."};

const ErrorCode k_body_type = {
    "api.body_type", "内容应为 application/json", "The body is to be application/json",
    "带上 Content-Type: application/json。", "Send Content-Type: application/json."};
const ErrorCode k_body_member = {"api.body_member", "内容里的 {0} 不能用",
                                 "The body's member {0} can't be used", "应为{1}。",
                                 "It takes {2}."};

const ErrorCode k_csrf = {"api.csrf", "缺少 X-CSRF-Token,或它不属于这次登录",
                          "X-CSRF-Token is missing or is not of this session",
                          "用 GET /api/v1/session 给出的 csrf_token。",
                          "Send the csrf_token of GET /api/v1/session."};

const ErrorCode k_no_provider = {
    "api.no_provider", "没有设置统一登录", "There is no provider to sign in with",
    "用姓名和密码登录;或在配置文件中设置 provider。",
    "Sign in with name and password, or set `provider` in the configuration."};
const ErrorCode k_provider = {"api.provider", "统一登录服务的答复不能用:{0}",
                              "The provider's answer can't be used: {0}", "稍后再试。",
                              "Try again later."};
const ErrorCode k_provider_state = {
    "api.provider_state", "这次登录不是从这个浏览器开始的,或已用过、已过期",
    "This sign-in was not begun in this browser, was used already, or is over", "重新登录。",
    "Begin again."};
const ErrorCode k_id_token = {"api.id_token", "统一登录的凭证不能用:{0}",
                              "The provider's token can't be used: {0}", "重新登录。",
                              "Begin again."};
const ErrorCode k_fetch = {"api.fetch", "无法从“{0}”取得答复:{1}", "No answer from {0}: {1}",
                           "检查网络和地址。", "Check the network and the address."};
const ErrorCode k_job_unknown = {"api.job_unknown", "没有这项任务", "There is no such job",
                                 "见 GET /api/v1/jobs。", "See GET /api/v1/jobs."};
const ErrorCode k_job_kind = {"api.job_kind", "没有这一类任务", "There is no such kind of job",
                              "kind 应为 evaluate_full 或 evaluate_due。",
                              "`kind` is evaluate_full or evaluate_due."};
const ErrorCode k_job_ended = {"api.job_ended", "这项任务已经结束", "This job has ended already",
                               "", ""};
const ErrorCode k_too_many = {"api.too_many", "请求过于频繁,请在 {0} 秒后再试",
                              "Too many requests; try again in {0} seconds", "放慢请求。",
                              "Ask more slowly."};

const ErrorCode k_subject_unknown = {
    "api.subject_unknown", "名录中没有这个主体", "The registry has no such subject",
    "按名称找:GET /api/v1/subjects?q=名称。", "Search by name: GET /api/v1/subjects?q=NAME."};
const ErrorCode k_zone_unknown = {"api.zone_unknown", "没有这个三区", "There is no such zone",
                                  "见 GET /api/v1/zones。", "See GET /api/v1/zones."};
const ErrorCode k_batch_unknown = {"api.batch_unknown", "没有这个批次", "There is no such batch",
                                   "见 GET /api/v1/batches。", "See GET /api/v1/batches."};
const ErrorCode k_line_unknown = {"api.line_unknown", "没有这条疑问数据,或已处理",
                                  "There is no such quarantined line, or it is settled", "", ""};
const ErrorCode k_column_unknown = {
    "api.column_unknown", "原文件没有“{0}”这一列", "The file had no column `{0}`",
    "列名照 GET /api/v1/quarantined-lines/{line_id} 给出的写。",
    "Columns as GET /api/v1/quarantined-lines/{line_id} names them."};
const ErrorCode k_department_unknown = {"api.department_unknown", "没有收到过这个信源单位的数据",
                                        "Nothing has come in under this department's name", "", ""};
const ErrorCode k_class_unknown = {"api.class_unknown", "目录里没有这个信息类别",
                                   "The catalogue has no such class", "见 GET /api/v1/catalogue。",
                                   "See GET /api/v1/catalogue."};
const ErrorCode k_not_evaluated = {"api.not_evaluated", "这个主体没有按这个标准的评价结果",
                                   "This subject has no result under this standard", "", ""};
const ErrorCode k_not_disclosed = {
    "api.not_disclosed", "这个标准的结果不向公众公开",
    "Results under this standard are not open to the public",
    "标准用到了不公开的信息;主体本人和信用办登录后可以查看。",
    "The standard uses information that is not public; the subject itself and the credit office "
    "see it after signing in."};
const ErrorCode k_not_ready = {"api.not_ready", "服务器尚不能服务",
                               "The server can't serve at the moment", "", ""};

}  // namespace sanqu::api::errors
