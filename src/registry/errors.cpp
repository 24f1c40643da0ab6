// SPDX-License-Identifier: Apache-2.0
#include "registry/registry.hpp"

namespace sanqu::registry::errors {

const ErrorCode k_unknown_subject = {
    "registry.unknown_subject", "名录中没有主体“{0}”", "The registry has no subject `{0}`",
    "核对代码;若是新主体,先导入主体(--class subject),再重试这些行(quarantine retry)。",
    "Check the code; for a new subject import it first (--class subject), then `quarantine "
    "retry`."};
const ErrorCode k_unknown_record = {
    "registry.unknown_record", "没有编号为“{0}”的记录", "There is no record `{0}`",
    "核对记录编号和信息类别;先导入这条记录,再重试。",
    "Check the record's id and class; import the record first, then retry."};
const ErrorCode k_unknown_zone = {"registry.unknown_zone", "没有编号为“{0}”的信用区",
                                  "There is no zone `{0}`", "核对编号;先导入信用区(--class zone)。",
                                  "Check the id; import the zone first (--class zone)."};
const ErrorCode k_two_versions = {"registry.two_versions", "同一文件里有两行内容不同的“{0}”",
                                  "This file has two lines of different content for `{0}`",
                                  "只留正确的一行。", "Keep the right one only."};
const ErrorCode k_merge_circle = {
    "registry.merge_circle", "“{1}”已经并入“{0}”,不能反过来再并",
    "`{1}` was merged into `{0}`; it can't be the other way round too",
    "先撤销原来的合并(undone 为 true),再导入新的。",
    "Undo the earlier merge (undone: true), then import the new one."};
const ErrorCode k_content_form = {
    "registry.content_form", "库中的内容不是本程序写的格式:{0}",
    "Content in the store has not the form that this program writes: {0}",
    "运行 `sanqu store check`;从备份恢复。", "Run `sanqu store check`; restore a backup."};
const ErrorCode k_content_value = {
    "registry.content_value", "现行目录容不下库中的值:{0} = “{1}”",
    "This catalogue can't hold a value of the store: {0} = `{1}`",
    "目录删去了仍在使用的代码或缩小了小数位;改回目录。",
    "The catalogue lost a code or decimal places that are still in use; put them back."};

}  // namespace sanqu::registry::errors
