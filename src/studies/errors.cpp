// SPDX-License-Identifier: Apache-2.0
#include "studies/errors.hpp"

namespace sanqu::studies::errors {

const ErrorCode k_setting_form = {
    "studies.setting_form", "“{0}”不是一项改动", "`{0}` is no change of a standard",
    "写作 参数=数值,参数@日期=数值,表#行号=数值,表#else=数值,或 grades.等级=分数线。",
    "Write PARAMETER=VALUE, PARAMETER@DATE=VALUE, TABLE#ROW=VALUE, TABLE#else=VALUE or "
    "grades.GRADE=CUT-OFF."};
const ErrorCode k_setting_unknown = {"studies.setting_unknown", "标准中没有可改的“{0}”",
                                     "The standard has nothing called `{0}` to change",
                                     "可改的有:{1}。", "It has: {1}."};
const ErrorCode k_setting_value = {"studies.setting_value", "“{0}”的值“{1}”不是数",
                                   "`{1}` is no number for `{0}`", "写十进制数,至多六位小数。",
                                   "Write a decimal with at most six places."};
const ErrorCode k_setting_date = {"studies.setting_date", "“{0}”不能带日期", "`{0}` takes no date",
                                  "只有参数的值可以自某日起变化。",
                                  "Only a parameter's value can change on a day."};
const ErrorCode k_sweep_form = {"studies.sweep_form", "“{0}”不是一组取值",
                                "`{0}` is no row of values", "写作 参数=起..止:步长,如 20..60:5。",
                                "Write PARAMETER=FROM..TO:STEP, as 20..60:5."};
const ErrorCode k_sweep_long = {"studies.sweep_long", "取值 {0} 个,超过 {1} 个",
                                "{0} values are more than {1}", "加大步长。",
                                "Take a larger step."};
const ErrorCode k_grouping_unknown = {
    "studies.grouping_unknown", "不能按“{0}”分组", "Subjects can't be grouped by `{0}`",
    "可用 kind,以及目录中代码、日期、布尔、文本型的主体属性(name 除外)。",
    "Take kind, or an attribute of subjects that is a code, a date, a boolean or a text (not "
    "name)."};
const ErrorCode k_outcome_class = {"studies.outcome_class", "目录中没有信息类别“{0}”",
                                   "The catalogue has no class `{0}`",
                                   "--outcome 用类别的标识,如 administrative_penalty。",
                                   "--outcome takes a class's id, as administrative_penalty."};
const ErrorCode k_outcome_window = {
    "studies.outcome_window", "结果期到 {0} 才结束,而所知只到 {1}",
    "The time of the outcome ends on {0}, and what is known ends on {1}",
    "把评价基准日提前,或缩短 --months。", "Take an earlier --as-of or fewer --months."};

const ErrorCode k_points_large = {
    "studies.points_large", "{0} 的分值过大,{1} 个主体的合计会溢出",
    "The points of {0} are so large that their sum over {1} subjects would overflow",
    "给总分、维度和指标写上 floor 和 cap。",
    "Give the total, dimensions and indicators a floor and a cap."};

}  // namespace sanqu::studies::errors
