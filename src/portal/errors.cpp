// SPDX-License-Identifier: Apache-2.0
#include "portal/portal.hpp"

namespace sanqu::portal::errors {

const ErrorCode k_kind = {"portal.kind", "没有文章类别“{0}”", "There is no kind of article `{0}`",
                          "可用:policy(政策)、notice(通知)、case(案例)、guide(指南)。",
                          "Use policy, notice, case or guide."};
const ErrorCode k_language = {"portal.language", "文章语言“{0}”不能用",
                              "An article can't be in the language `{0}`", "写 zh 或 en。",
                              "Write zh or en."};
const ErrorCode k_title = {"portal.title", "标题要有 1 至 {0} 个字,写在一行里",
                           "A title has 1 to {0} characters on one line", "缩短标题,或补上标题。",
                           "Shorten the title, or give one."};
const ErrorCode k_body = {"portal.body", "正文要有 1 至 {0} 字节", "A body has 1 to {0} bytes",
                          "分成几篇文章,或补上正文。", "Split the article, or write one."};
const ErrorCode k_text = {"portal.text", "文字不是有效的 UTF-8,或含有控制字符",
                          "The text is not valid UTF-8, or holds control characters",
                          "只用普通文字和换行。", "Use plain text and line ends."};
const ErrorCode k_link = {"portal.link", "链接“{0}”不能用", "The link `{0}` can't be used",
                          "链接以 https://、http:// 或 /(本站)开头。",
                          "A link begins with https://, http:// or / (this site)."};
const ErrorCode k_region = {"portal.region", "“{0}”不是行政区划代码", "`{0}` is no division code",
                            "写发布机关的行政区划代码,如 371002。",
                            "Give the division of the office that speaks, such as 371002."};
const ErrorCode k_shown_through = {"portal.shown_through", "“{0}”不是日期", "`{0}` is no date",
                                   "写成 2026-12-31;一直公开就不写。",
                                   "Write 2026-12-31; leave it out for ever."};
const ErrorCode k_reason = {"portal.reason", "撤回要写明理由(1 至 {0} 个字)",
                            "A withdrawal needs its reason (1 to {0} characters)",
                            "写一句话,如“已由新通知代替”。",
                            "A sentence will do, such as: replaced by a new notice."};
const ErrorCode k_no_article = {"portal.no_article", "没有这篇文章", "There is no such article",
                                "用 `sanqu article list` 查看。", "See `sanqu article list`."};
const ErrorCode k_other_version = {"portal.other_version", "文章已是第 {0} 版,不是第 {1} 版",
                                   "The article is at version {0}, not {1}",
                                   "先看最新一版,再改或发布。",
                                   "Look at the newest version, then edit or publish it."};
const ErrorCode k_not_published = {"portal.not_published", "这篇文章没有发布",
                                   "This article is not published", "", ""};
const ErrorCode k_published_already = {"portal.published_already", "这一版已经发布",
                                       "This version is published already", "", ""};

}  // namespace sanqu::portal::errors
