// SPDX-License-Identifier: Apache-2.0
#include "cli/errors.hpp"

namespace sanqu::cli::errors {

const ErrorCode k_command_missing = {"cli.command_missing", "没有写命令", "There is no command",
                                     "运行 `sanqu help` 看全部命令。",
                                     "`sanqu help` lists the commands."};
const ErrorCode k_command_unknown = {
    "cli.command_unknown", "没有命令“{0}”", "There is no command `{0}`",
    "{1}运行 `sanqu help` 看全部命令。", "{2}`sanqu help` lists the commands."};
const ErrorCode k_option_unknown = {"cli.option_unknown", "没有选项或参数“{0}”",
                                    "There is no option or word `{0}` here",
                                    "{1}加 `--help` 看用法。", "{2}`--help` shows what there is."};
const ErrorCode k_option_missing = {"cli.option_missing", "缺少 {0}", "{0} is missing",
                                    "加 `--help` 看用法和例子。",
                                    "`--help` shows it with an example."};
const ErrorCode k_option_value = {"cli.option_value", "{0} 的值“{1}”不能用",
                                  "`{1}` is no value for {0}", "应为{2}。", "It takes {3}."};
const ErrorCode k_option_form = {"cli.option_form", "用法有误:{0}", "The words are wrong: {0}",
                                 "加 `--help` 看用法和例子。",
                                 "`--help` shows it with an example."};
const ErrorCode k_option_empty = {"cli.option_empty", "{0} 后面缺少值", "{0} needs a value",
                                  "加 `--help` 看用法和例子。",
                                  "`--help` shows it with an example."};
const ErrorCode k_standard_input_twice = {"cli.standard_input_twice", "标准输入(-)只能用一次",
                                          "Standard input (-) can be read only once",
                                          "其余内容请放在文件里。", "Put the rest into files."};
const ErrorCode k_class_unknown = {
    "cli.class_unknown", "目录中没有信息类别“{0}”", "The catalogue has no class `{0}`",
    "{1}--class 用类别的标识,如 administrative_penalty。", "{2}--class takes a class's id."};
const ErrorCode k_catalogue_not_named = {
    "cli.catalogue_not_named", "没有找到信用信息目录", "There is no catalogue here",
    "用 --catalogue 指明目录所在的文件夹。", "Name its folder with --catalogue."};
const ErrorCode k_topic_unknown = {"cli.topic_unknown", "没有关于“{0}”的说明",
                                   "There is no help on `{0}`", "{1}运行 `sanqu help` 看全部命令。",
                                   "{2}`sanqu help` lists the commands."};
const ErrorCode k_does_not_rank = {"cli.does_not_rank", "标准 {0} 不排名,{1} 用不上",
                                   "The standard {0} does not rank, so {1} has no use",
                                   "去掉这个选项,或选一个有 `rank` 的标准。",
                                   "Leave it out, or take a standard with `rank`."};
const ErrorCode k_store_and_files = {"cli.store_and_files", "库和文件不能同时用",
                                     "Take a store or files, not both",
                                     "去掉 --store,或去掉 --subjects 和 --records。",
                                     "Leave out --store, or --subjects and --records."};

const ErrorCode k_file_unreadable = {"cli.file_unreadable", "无法读取文件:{0}",
                                     "It can't be read: {0}", "检查路径和读取权限。",
                                     "Check the path and the right to read it."};
const ErrorCode k_output_failed = {"cli.output_failed", "无法写入:{0}", "It can't be written: {0}",
                                   "检查路径、权限和剩余空间。",
                                   "Check the path, the rights and the space left."};
const ErrorCode k_no_secret = {"cli.no_secret", "没有得到密码", "There is no password",
                               "在终端中输入,或用标准输入给出(每行一个)。",
                               "Type it at the terminal, or give it as a line of standard input."};
const ErrorCode k_secrets_differ = {"cli.secrets_differ", "两次输入的密码不同",
                                    "The two passwords differ", "请重新输入。", "Type it again."};
const ErrorCode k_no_standards = {"cli.no_standards", "文件夹里没有标准",
                                  "There is no standard in this folder",
                                  "标准是以 `standard:` 开头的 YAML 文件。",
                                  "A standard is a YAML file that begins with `standard:`."};

const ErrorCode k_subject_not_found = {
    "cli.subject_not_found", "输入中没有主体“{0}”", "The input has no subject `{0}`",
    "检查代码;被拒绝的行里可能有它。", "Check the code; it may be among the refused lines."};
const ErrorCode k_not_effective = {
    "cli.not_effective", "评价基准日 {0} 不在标准的施行期({1})之内",
    "The standard is not in effect on {0} (in effect {2})", "结果照算,只作试算用。",
    "The results are worked out all the same; take them as a trial."};
const ErrorCode k_cannot_watch = {"cli.cannot_watch", "不能监视文件夹“{0}”:{1}",
                                  "The folder {0} can't be watched: {1}", "", ""};
const ErrorCode k_no_cases = {"cli.no_cases", "标准 {0} 没有算例", "The standard {0} has no cases",
                              "算例放在 cases/{1}/*.yaml。", "Cases are in cases/{1}/*.yaml."};

}  // namespace sanqu::cli::errors
