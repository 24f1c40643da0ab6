// SPDX-License-Identifier: Apache-2.0
#include "standards/errors.hpp"

namespace sanqu::standards::errors {

const ErrorCode k_language = {"standard.language", "缺少语言版本",
                              "The language version is missing", "写上 language: 1。",
                              "Write language: 1."};
const ErrorCode k_id = {"standard.id", "标识“{0}”不合规则", "`{0}` is no valid id",
                        "小写字母开头,只含小写字母、数字、下划线和点,最多 64 个字符。",
                        "Start with a lower-case letter; lower-case letters, digits, underscores "
                        "and dots, at most 64."};
const ErrorCode k_version = {"standard.version", "版本号“{0}”不对", "`{0}` is no version",
                             "写作 1.2.0。", "Write it as 1.2.0."};
const ErrorCode k_no_basis = {
    "standard.no_basis", "{0}没有写依据", "{1} names no basis",
    "凡不利影响都要写明法律或规范依据(basis)。",
    "Whatever can work against a subject needs its legal or normative source (basis)."};
const ErrorCode k_basis_unknown = {
    "standard.basis_unknown", "没有名为“{0}”的依据", "There is no basis called `{0}`",
    "在文件开头的 basis 中登记,或直接写 {source, article}。",
    "List it under the file's basis, or write {source, article} here."};
const ErrorCode k_effective = {"standard.effective", "失效日期早于生效日期",
                               "It ends before it begins", "", ""};
const ErrorCode k_expression_or_structure = {
    "standard.expression_wanted", "这里应是一个表达式(一小段文字)",
    "An expression (a short text) is wanted here",
    "YAML 会把含“: ”或以 { [ > 开头的文字读成别的东西;请给表达式加引号。",
    "YAML reads a text that holds `: ` or starts with { [ > as something else; put the expression "
    "in quotes."};
const ErrorCode k_value_form = {"standard.value_form", "“{0}”的写法不对",
                                "`{0}` is not written in a known form",
                                "见 docs/standard-language.md 第 6、7.1 节。",
                                "See docs/standard-language.md, sections 6 and 7.1."};
const ErrorCode k_value_or_each = {"standard.value_or_each", "指标“{0}”要么用 each,要么用 value",
                                   "Indicator {0} needs exactly one of each and value", "", ""};

const ErrorCode k_unknown_class = {"standard.unknown_class", "目录中没有信息类别“{0}”",
                                   "The catalogue has no class `{0}`", "{1}", "{2}"};
const ErrorCode k_unknown_field = {"standard.unknown_field", "类别“{1}”没有数据项“{0}”",
                                   "Class {1} has no field `{0}`", "{2}", "{3}"};
const ErrorCode k_unknown_attribute = {"standard.unknown_attribute", "目录中没有主体属性“{0}”",
                                       "The catalogue has no attribute `{0}`", "{1}", "{2}"};
const ErrorCode k_unknown_name = {"standard.unknown_name", "不认识“{0}”", "`{0}` is not known here",
                                  "{1}", "{2}"};
const ErrorCode k_unknown_table = {"standard.unknown_table", "没有对照表“{0}”",
                                   "There is no table `{0}`", "在 tables 中登记。",
                                   "List it under tables."};
const ErrorCode k_unknown_function = {"standard.unknown_function", "没有函数或对照表“{0}”",
                                      "There is no function or table `{0}`",
                                      "函数见 docs/standard-language.md 第 10 节。",
                                      "Functions: docs/standard-language.md, section 10."};
const ErrorCode k_unknown_code = {"standard.unknown_code", "代码集“{1}”没有“{0}”",
                                  "Code set {1} has no `{0}`", "{2}", "{3}"};
const ErrorCode k_unknown_indicator = {"standard.unknown_indicator", "没有指标“{0}”",
                                       "There is no indicator `{0}`", "{1}", "{2}"};
const ErrorCode k_unknown_grade = {"standard.unknown_grade", "没有等级“{0}”",
                                   "There is no grade `{0}`", "{1}", "{2}"};
const ErrorCode k_unknown_kind = {"standard.unknown_kind", "目录中没有主体类型“{0}”",
                                  "The catalogue has no subject kind `{0}`", "{1}", "{2}"};
const ErrorCode k_unknown_catalogue = {
    "standard.other_catalogue", "本标准为目录“{0}”而写,给出的是“{1}”",
    "The standard is written for catalogue {0}, not for {1}", "用 --catalogue 给出对应目录。",
    "Give that catalogue with --catalogue."};
const ErrorCode k_ambiguous_name = {"standard.ambiguous_name", "“{0}”既是{1}又是参数",
                                    "`{0}` is both {2} and a parameter", "给参数换一个名称。",
                                    "Rename the parameter."};
const ErrorCode k_duplicate_id = {"standard.duplicate_id", "标识“{0}”用了两次",
                                  "The id `{0}` is used twice", "", ""};
const ErrorCode k_function_arguments = {"standard.arguments", "“{0}”要 {1} 个参数",
                                        "`{0}` takes {1} argument(s)", "", ""};

const ErrorCode k_unit = {
    "standard.unit", "单位不合:{0}与{1}", "The units do not fit: {2} and {3}",
    "同一单位才能相加、比较;金额写作 10000 yuan 或 1 wan,金额除以金额才是普通数。",
    "Only like units add and compare. Write money as 10000 yuan; money divided by money is a plain "
    "number."};
const ErrorCode k_type = {"standard.type", "“{0}”的类型不对:应为{1}",
                          "`{0}` is of the wrong type: {2} is wanted", "", ""};
const ErrorCode k_compare = {"standard.compare", "{0}不能与{1}比较",
                             "{2} can't be compared with {3}",
                             "两边应是同一类型;文字和代码写在单引号中。",
                             "Both sides need one type; texts and codes stand in single quotes."};
const ErrorCode k_no_order = {
    "standard.no_order", "{0}没有大小", "{1} has no order",
    "大小比较用于数字和日期;代码用 = 或 in,多个代码用 has(…)。",
    "Numbers and dates have one; for a code write = or in, for several codes has(...)."};
const ErrorCode k_field_differs = {"standard.field_differs", "数据项“{0}”在各类别中类型不同",
                                   "Field `{0}` differs between the classes", "分成两个指标。",
                                   "Make two indicators."};
const ErrorCode k_not_over_missing = {
    "standard.not_over_missing",
    "“{0}”可能缺失,却用了 not 或 !=", "`{0}` may be missing, yet stands under not or != (rule R7)",
    "在同一串 and 中加 present(…)。", "Add present(...) to the same chain of and."};
const ErrorCode k_constant_wanted = {
    "standard.constant_wanted", "这里不能用“{0}”:只能用数字和参数",
    "`{0}` can't stand here: only numbers and parameters may",
    "因主体而异的上下限,写在 points 表达式中,如 min(value, …)。",
    "A limit that depends on the subject belongs into the points expression: min(value, ...)."};

const ErrorCode k_natural_person = {
    "standard.natural_person", "“{0}”指自然人:本平台不评价任何自然人",
    "`{0}` stands for natural persons: no natural person is ever evaluated here",
    "评价对象只能是企业、其他组织、事业单位和个体工商户(以经营者身份)。",
    "Only enterprises, other organisations, public institutions and individual businesses can be "
    "evaluated."};
const ErrorCode k_personal = {"standard.personal", "“{0}”是个人信息,不得用于评价",
                              "`{0}` is about a person and can't be used in an evaluation",
                              "删去这一条件;见权利底线。",
                              "Remove it: a hard line of the platform."};
const ErrorCode k_evaluation_forbidden = {
    "standard.evaluation_forbidden", "目录不允许把“{0}”用于评价",
    "The catalogue does not allow {0} to be used in evaluations",
    "换用目录写明 evaluation: allowed 的类别;目录没有写明的,一律不得用于评价。",
    "Use a class for which the catalogue says evaluation: allowed; the default is forbidden."};
const ErrorCode k_status = {
    "standard.status", "状态“{0}”不能选用", "Status `{0}` can't be selected (rule R2)",
    "可用:in_force, expired, suspended;已修复、已撤回的信息永不计入。",
    "One of: in_force, expired, suspended; what was repaired or withdrawn never counts."};

const ErrorCode k_window_date = {"standard.window_date", "窗口日期“{0}”不是日期项",
                                 "The window's date `{0}` is no date field", "", ""};
const ErrorCode k_window_missing = {
    "standard.window_missing", "日期“{0}”可能缺失,没有说明如何处理",
    "Date `{0}` may be missing and the clause doesn't say what then (rule R4)",
    "写 missing_date: include 或 exclude。", "Say missing_date: include or exclude."};
const ErrorCode k_window_months = {"standard.window_length",
                                   "窗口要且只要 months、days、since 之一",
                                   "A window needs exactly one of months, days and since", "", ""};
const ErrorCode k_decay_short = {"standard.decay_short", "衰减只到 {0},窗口有 {1}",
                                 "The decay ends at {2}, the window at {3} (rule R18)",
                                 "补上最后一级。", "Add the last step."};
const ErrorCode k_decay_order = {"standard.decay_order", "衰减的月数应逐级增大",
                                 "The months of a decay must rise", "", ""};
const ErrorCode k_decay_value = {"standard.decay_value", "衰减只能用于 each、count、sum",
                                 "Decay goes with each, count and sum only", "", ""};

const ErrorCode k_missing_unsaid = {
    "standard.missing_unsaid", "指标“{0}”的值可能缺失,没有说明缺失时给多少",
    "Indicator {0} can be missing and doesn't say what missing gives (rule R8)",
    "写 missing: 分值、unavailable 或 not_rated。",
    "Say missing: points, unavailable or not_rated."};
const ErrorCode k_missing_never = {"standard.missing_never", "指标“{0}”的值不会缺失",
                                   "Indicator {0} can't be missing", "删去 missing。",
                                   "Remove missing."};
const ErrorCode k_no_nothing_to_select = {
    "standard.select_unused", "值“{0}”不读记录,却写了 select",
    "The value `{0}` reads no records, yet there is a select",
    "删去 select;要从记录取值,写 count、sum(…)、latest(…) 等。",
    "Remove select; to take a value from records write count, sum(...), latest(...)."};
const ErrorCode k_select_needed = {"standard.select_needed", "“{0}”需要 select",
                                   "`{0}` needs a select", "", ""};

const ErrorCode k_table_incomplete = {"standard.table_incomplete", "对照表“{0}”没有覆盖 {1}",
                                      "Table {0} has no row for {1} (rule R18)",
                                      "补一行,或写 else。", "Add a row, or an else."};
const ErrorCode k_table_cell = {
    "standard.table_cell", "对照表的格子“{0}”看不懂", "The table cell `{0}` can't be read",
    "写 any、missing、代码、[代码]、数字、\"<= 3\"、\"3..30\"。",
    "Write any, missing, a code, [codes], a number, \"<= 3\" or \"3..30\"."};
const ErrorCode k_table_width = {"standard.table_width", "对照表“{0}”每行应有 {1} 格",
                                 "Every row of table {0} has {1} cells", "", ""};
const ErrorCode k_table_row_unreachable = {"standard.table_row_unreachable",
                                           "对照表“{0}”的这一行永远轮不到",
                                           "This row of table {0} can never be reached", "", ""};
const ErrorCode k_steps_order = {"standard.steps_order", "界限应逐级增大", "The bounds must rise",
                                 "", ""};
const ErrorCode k_circular = {"standard.circular", "指标循环引用:{0}",
                              "Indicators go round in a circle: {0}", "", ""};
const ErrorCode k_adverse_unsaid = {
    "standard.adverse_unsaid", "指标“{0}”可以扣分,却没有标明 adverse: true",
    "Indicator {0} can lower the result but isn't marked adverse: true", "标明 adverse 并写依据。",
    "Mark it adverse and name its basis."};
const ErrorCode k_adverse_sign = {"standard.adverse_never", "指标“{0}”标为 adverse,却从不扣分",
                                  "Indicator {0} is marked adverse but can never lower the result",
                                  "", ""};
const ErrorCode k_limits_crossed = {"standard.limits_crossed", "下限 {0} 高于上限 {1}",
                                    "The floor {0} is above the cap {1}", "", ""};
const ErrorCode k_dimension_limit = {"standard.dimension_limit", "维度“{0}”的{1}永远达不到",
                                     "The {2} of dimension {0} can never be met",
                                     "改限值或指标的分值。",
                                     "Change the limit, or the indicators' points."};
const ErrorCode k_cut_off_hole = {"standard.cut_off_hole", "等级有空档:{0} 到 {1} 没有等级",
                                  "The grades leave a hole: no grade from {0} to {1}",
                                  "改相邻等级的界限。", "Move the bounds of its neighbours."};
const ErrorCode k_cut_off_overlap = {"standard.cut_off_overlap", "等级“{0}”与“{1}”重叠",
                                     "Grades {0} and {1} overlap", "", ""};
const ErrorCode k_grade_unreachable = {"standard.grade_unreachable", "等级“{0}”永远达不到",
                                       "Grade {0} can never be reached", "", ""};
const ErrorCode k_grade_bounds = {"standard.grade_bounds", "等级“{0}”的界限写法不对",
                                  "The bounds of grade {0} are not in a known form",
                                  "from 或 above,through 或 below。",
                                  "from or above; through or below."};
const ErrorCode k_grade_conditions = {
    "standard.grade_conditions", "按条件定级时,除第一级外每级都要有 when,且没有界限",
    "Graded by conditions, every grade but the first has a when, and none has bounds", "", ""};
const ErrorCode k_override_order = {"standard.override_order", "改分的规则“{0}”排在改级的规则之后",
                                    "Override {0} changes points after one that changes the grade",
                                    "移到前面。", "Move it before them."};
const ErrorCode k_override_needs = {"standard.override_effect", "规则“{0}”要且只要一种效果",
                                    "Override {0} needs exactly one effect",
                                    "veto、cap、floor、set、step_up、step_down、points 之一。",
                                    "One of veto, cap, floor, set, step_up, step_down, points."};
const ErrorCode k_points_amount = {
    "standard.points_amount", "规则“{0}”的 {1} 不能是负数", "Override {0}: {1} can't be negative",
    "加分写 add,扣分写 take。", "add gives points, take takes them."};
const ErrorCode k_rank_needed = {"standard.rank_needed", "按百分位定级需要 rank 一节",
                                 "Grades by percentile need a rank section", "", ""};
const ErrorCode k_points_needed = {
    "standard.points_needed", "没有 points 一节,只能按条件定级",
    "Without a points section grades must be by conditions",
    "补上一行 points: {places: 0},或写 grades: {by: conditions, scale: [...]}。",
    "Add a line points: {places: 0}, or write grades: {by: conditions, scale: [...]}."};
const ErrorCode k_parameter_bounds = {"standard.parameter_bounds", "参数“{0}”超出允许范围 {1}",
                                      "Parameter {0} is outside its bounds {1}", "{2}", "{3}"};
const ErrorCode k_parameter_values = {
    "standard.parameter_values", "参数“{0}”没有值,或日期没有逐个递增",
    "Parameter {0} has no value, or its dates do not rise", "", ""};
const ErrorCode k_group_use = {
    "standard.group_use", "分组不能与“{0}”一起用", "A group can't be used with {0}",
    "组内取值:each、count、sum、max、min、latest、distinct,且为数字;base、floor、cap 只用于 each。",
    "Inside a group: each, count, sum, max, min, latest, distinct, of numbers; base, floor, cap go "
    "with each."};
const ErrorCode k_too_many = {"standard.too_many", "{0}太多(最多 {1})",
                              "Too many {2} (at most {1})", "", ""};
const ErrorCode k_range = {"standard.range", "数值“{0}”放不下", "The figure {0} does not fit", "",
                           ""};

const ErrorCode k_parent_missing = {"standard.parent_missing", "找不到上级标准 {0}(层级:{1})",
                                    "The parent standard {0} was not found (layers: {1})",
                                    "把它放在同一文件夹树中。",
                                    "Put it into the same tree of folders."};
const ErrorCode k_parent_version = {"standard.parent_version", "上级标准“{0}”要写明版本",
                                    "The parent `{0}` needs an exact version",
                                    "写作 cn.base@2.0.0。", "Write cn.base@2.0.0."};
const ErrorCode k_parent_levels = {"standard.parent_levels", "层级太多:最多 {0} 级(层级:{1})",
                                   "Too many levels: at most {0} (layers: {1})", "", ""};
const ErrorCode k_parent_circle = {"standard.parent_circle",
                                   "上级标准绕成一圈:又回到 {0}(层级:{1})",
                                   "The layers go round in a circle: {0} again (layers: {1})",
                                   "改其中一个 extends。", "Change one of the extends."};
const ErrorCode k_child_may_not = {"standard.child_may_not", "下级标准不能改“{0}”(上级:{1})",
                                   "A child may not change {0} (parent: {1})",
                                   "见 docs/standard-language.md 第 9 节。",
                                   "See docs/standard-language.md, section 9."};
const ErrorCode k_child_loosens = {
    "standard.child_loosens", "下级标准的规则“{0}”会放宽上级(上级:{1})",
    "Override {0} of the child would loosen the parent ({1})", "下级只能加从严的规则。",
    "A child may only add overrides that lower."};
const ErrorCode k_child_widens = {
    "standard.child_widens", "参数“{0}”的界限 {1} 超出上级的 {2}(上级:{3})",
    "The bounds {1} of parameter {0} leave those of the parent, {2} ({3})",
    "下级可以收窄界限,不能放宽。", "A child may narrow the bounds, not widen them."};
const ErrorCode k_child_dilutes = {
    "standard.child_dilutes", "加入“{0}”会冲淡上级的{1}(上级:{3})",
    "Adding {0} would thin out {2} of the parent ({3})", "加到求和的维度,或另设维度。",
    "Put it into a dimension that is a sum, or into one of its own."};
const ErrorCode k_child_lifts = {
    "standard.child_lifts", "下级标准的规则“{0}”可能把等级提到“{1}”(上级:{2})",
    "Override {0} of the child could lift a subject to grade {1} of the parent ({2})",
    "否决只能用最末一级;其余用 cap。上级的特设等级不能由下级给出。",
    "A veto of a child names the last grade, otherwise say cap; a special grade is not a child's "
    "to "
    "give."};
const ErrorCode k_child_sets_off = {
    "standard.child_sets_off", "指标“{0}”的加分会抵销上级在维度“{1}”中的扣分(上级:{2})",
    "The points of {0} would set off what dimension {1} of the parent takes away ({2})",
    "加到没有扣分指标的维度,或以 cap: 0 限为只扣分。",
    "Put it into a dimension without adverse indicators, or let it only take away (cap: 0)."};
const ErrorCode k_child_raises = {
    "standard.child_raises", "下级增加的内容最多可使总分提高{0},上级允许 {2}(上级:{3})",
    "What children add could raise the total by {1}; the parent allows {2} ({3})",
    "给新增的维度或指标加 cap;上级用 points.special 写明允许多少。",
    "Give what is added a cap; the parent says in points.special how much it allows."};
const ErrorCode k_child_hides = {
    "standard.child_hides", "“{0}”会使上级本已评定的主体变为不评级(上级:{1})",
    "{0} could leave a subject not rated that the parent rates ({1})",
    "下级指标的 missing 写分值,对照表补 else 或 any 行;上级的否决读分值时,下级不能加不评级的理由。",
    "Say missing: points in a child's indicator, and end its tables with an else or a row of any; "
    "where a veto above reads points, a child can't add reasons for not rating."};
const ErrorCode k_reserved_name = {
    "standard.reserved_name", "“{0}”是语言自己的词,不能用作{1}的名称",
    "`{0}` is a word of the language and can't name a {2}", "换一个名称。", "Rename it."};
const ErrorCode k_decides_half = {"standard.decides_half", "指标“{0}”一项就能决定一半以上的分值",
                                  "Indicator {0} alone can decide more than half of the range", "",
                                  ""};
const ErrorCode k_same_records = {
    "standard.same_records", "指标“{0}”与“{1}”可能重复计算同一记录({2})",
    "Indicators {0} and {1} may count the same records ({2})",
    "确属两次考量的,可以保留;否则在 where 中按同一代码项分开。",
    "Keep it where it is meant; otherwise let their `where` part them by one coded field."};
const ErrorCode k_not_reached = {"standard.not_reached", "没有算例使指标“{0}”给出分值",
                                 "No case in which indicator {0} gives points", "给它写一个算例。",
                                 "Write a case for it."};
const ErrorCode k_no_data_reaches = {
    "standard.no_data_reaches", "所给数据中已评价的 {1} 个主体,指标“{0}”没有给任何一个分值",
    "Of the {1} rated subjects of the data none has points from indicator {0}",
    "看类别、条件和窗口是否与部门实际报送的一致。",
    "See whether class, condition and window fit what departments really send."};
const ErrorCode k_data_meets_error = {
    "standard.data_meets_error", "所给数据中有 {0} 个主体遇到标准自身的错误:{1}",
    "{0} subjects of the data meet an error of the standard: {2}",
    "用 sanqu evaluate 找出这些主体,补上对照表的行或者限制数值。",
    "Find them with sanqu evaluate; add the table's row, or limit the number."};

}  // namespace sanqu::standards::errors
