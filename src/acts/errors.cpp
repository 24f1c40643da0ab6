// SPDX-License-Identifier: Apache-2.0
#include "acts/acts.hpp"

namespace sanqu::acts::errors {

const ErrorCode k_no_catalogue = {"acts.no_catalogue", "库里没有信用信息目录",
                                  "The store has no catalogue",
                                  "先运行 `sanqu init`(会放入 rules/catalogue)。",
                                  "Run `sanqu init` first; it keeps rules/catalogue."};
const ErrorCode k_no_standard = {"acts.no_standard", "{1} 时没有施行中的标准 {0}",
                                 "No standard {0} is active on {1}",
                                 "用 `sanqu standard publish 文件` 发布标准。",
                                 "Publish it with `sanqu standard publish FILE`."};
const ErrorCode k_catalogue_lost = {
    "acts.catalogue_lost", "库中缺少目录 {0}", "The store lacks the catalogue {0}",
    "运行 `sanqu store check`;从备份恢复。", "Run `sanqu store check`; restore a backup."};
const ErrorCode k_time_not_later = {
    "acts.time_not_later", "入库时间 {0} 不晚于库中已有的 {1}",
    "The time {0} is not later than what the store knows already ({1})",
    "已公布的结果不能被后补的数据改写;去掉 --recorded-at,按现在入库。",
    "What was published must not change afterwards; leave out --recorded-at."};
const ErrorCode k_version_exists = {
    "acts.version_exists", "{0} 已发布,不能再改", "{0} is published already",
    "发布后不再改动;修改后请用新的版本号。", "Published is frozen; give the change a new version."};
const ErrorCode k_class_unknown = {
    "acts.class_unknown", "目录里没有信息类别“{0}”", "The catalogue has no class `{0}`",
    "可用 subject、zone、zone_membership、record_status、subject_merge 或目录中的类别。",
    "Use subject, zone, zone_membership, record_status, subject_merge or a class of the "
    "catalogue."};
const ErrorCode k_not_quarantined = {
    "acts.not_quarantined", "没有待处理的疑问数据", "There are no quarantined lines to retry",
    "用 `sanqu quarantine list` 查看。", "See `sanqu quarantine list`."};
const ErrorCode k_mended_unreadable = {
    "acts.mended_unreadable", "改好的文件没有“quarantine_id”一列",
    "The mended file has no column `quarantine_id`",
    "用 `sanqu quarantine export` 导出的文件改,不要删这一列。",
    "Mend a file from `sanqu quarantine export` and keep that column."};
const ErrorCode k_nothing_kept = {
    "acts.nothing_kept", "这一行的原文没有保存(含个人信息,或过长)",
    "The line's own text was not kept (it held personal data, or was too long)",
    "在导出的文件里把这一行填完整后重试,或请部门重新报送。",
    "Fill in the line in the exported file and retry it, or ask the department to send it again."};
const ErrorCode k_no_name = {"acts.no_name", "没有写明是谁", "There is no name",
                             "拟定人用 --author,批准人用 --approver 写明姓名或工号。",
                             "Name the author with --author, the approver with --approver."};
const ErrorCode k_no_proposal = {
    "acts.no_proposal", "没有待批准的标准 {0}", "No proposal of {0} is open",
    "用 `sanqu standard proposals` 查看;先提交:sanqu standard propose 文件。",
    "See `sanqu standard proposals`; propose it first: sanqu standard propose FILE."};
const ErrorCode k_no_reason = {"acts.no_reason", "没有写明理由(至多 1000 字节)",
                               "There is no reason (at most 1000 bytes)", "写一句话,拟定人看得到。",
                               "A sentence will do; the author reads it."};
const ErrorCode k_field_unknown = {"acts.field_unknown", "信息类别 {1} 没有数据项“{0}”",
                                   "The class {1} has no field `{0}`", "数据项见目录。",
                                   "The catalogue names its fields."};
const ErrorCode k_map_form = {"acts.map_form", "列名对照要有 1 至 {0} 列,列名不为空、不重复",
                              "A column map has 1 to {0} columns, each with a name of its own", "",
                              ""};
const ErrorCode k_same_person = {
    "acts.same_person", "{0} 是 {1} 的拟定人,不能自己批准", "{0} proposed {1} and can't approve it",
    "请另一位同事批准(双人复核)。", "Somebody else has to approve it (four eyes)."};
const ErrorCode k_catalogue_changed = {
    "acts.catalogue_changed", "{0} 提交之后信用信息目录有变化",
    "The catalogue has changed since {0} was proposed", "请拟定人按新目录重新提交。",
    "Its author has to propose it again under the new catalogue."};

const ErrorCode k_stopped = {"acts.stopped", "已中止,什么也没有改", "Stopped; nothing was changed",
                             "", ""};
const ErrorCode k_jobs_full = {"acts.jobs_full", "已有 {0} 项任务未完成",
                               "There are {0} jobs that have not ended", "等其中一些完成后再试。",
                               "Try again when some of them have ended."};
const ErrorCode k_job_dies = {
    "acts.job_dies", "这项任务已中断 {0} 次,不再重试",
    "This job was cut off {0} times and is given up",
    "每次服务器都在它运行时结束;查看日志后再提交。",
    "The server ended each time while it ran; see its log before asking again."};

}  // namespace sanqu::acts::errors
