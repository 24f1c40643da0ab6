// SPDX-License-Identifier: Apache-2.0
#include "intake/errors.hpp"

namespace sanqu::intake::errors {

// ---- the file as a whole

const ErrorCode k_file_unreadable = {"intake.file_unreadable", "无法读取文件:{0}",
                                     "The file can't be read: {1}", "检查路径和读取权限。",
                                     "Check the path and the permission to read it."};
const ErrorCode k_file_empty = {
    "intake.file_empty", "文件没有内容", "The file is empty", "确认导出已完成;第一行应为列名。",
    "See whether the export finished; the first line holds the column names."};
const ErrorCode k_not_text = {
    "intake.not_text", "这不是文本文件,而是{0}", "This is no text file but {1}",
    "在 Excel 或 WPS 中另存为“CSV UTF-8(逗号分隔)”后再提交;压缩包请先解压。",
    "Save it from the spreadsheet as `CSV UTF-8 (comma delimited)`; unpack archives first."};
const ErrorCode k_utf16 = {"intake.utf16", "文件编码是 UTF-16,但没有字节顺序标记",
                           "The file is encoded as UTF-16 without a byte order mark",
                           "在 Excel 或 WPS 中另存为“CSV UTF-8(逗号分隔)”。",
                           "Save it as UTF-8: in a spreadsheet `CSV UTF-8 (comma delimited)`."};
const ErrorCode k_encoding_mixed = {
    "intake.encoding_mixed", "文件按 {1} 读入,但第 {0} 行起不是这种编码",
    "The file is read as {1}, but from line {0} on it is not in this encoding",
    "文件可能由不同编码的几个文件拼接而成;整个文件另存为 UTF-8 后再提交。",
    "It may be several files of different encodings joined; save the whole file as UTF-8."};
const ErrorCode k_old_spreadsheet = {"intake.old_spreadsheet", "这是旧版 Excel 文件(.xls)",
                                     "This is a file of old Excel (.xls)",
                                     "在 Excel 或 WPS 中另存为“Excel 工作簿(.xlsx)”后再提交。",
                                     "Save it as `Excel workbook (.xlsx)` and send it again."};
const ErrorCode k_xlsx_encrypted = {"intake.xlsx_encrypted", "工作簿设有打开密码,无法读取",
                                    "The workbook is protected by a password",
                                    "在 Excel 或 WPS 中取消打开密码,保存后再提交。",
                                    "Remove the password, save, and send it again."};
const ErrorCode k_encoding = {"intake.encoding", "文件开头不是有效的 UTF-8 文本",
                              "The beginning of the file is not valid UTF-8 text",
                              "另存为 UTF-8 编码后再提交。", "Save it as UTF-8 and send it again."};
const ErrorCode k_separator = {
    "intake.separator", "列之间用的是{0},不是逗号", "Columns are separated by {1}, not by commas",
    "另存为“CSV UTF-8(逗号分隔)”。", "Save it as `CSV UTF-8 (comma delimited)`."};
const ErrorCode k_line_ends = {
    "intake.line_ends", "各行以单独的回车符(CR)结束", "Lines end with a lone carriage return (CR)",
    "不要选“CSV (Macintosh)”;另存为“CSV UTF-8(逗号分隔)”。",
    "Don't save as `CSV (Macintosh)`; use `CSV UTF-8 (comma delimited)`."};
const ErrorCode k_header_empty = {
    "intake.header_empty", "表头第 {0} 列没有列名", "Column {0} has no name in the header line",
    "写上列名,或把这一列整列删除。", "Give the column a name, or delete the whole column."};
const ErrorCode k_header_duplicate = {
    "intake.header_duplicate", "列名“{0}”出现两次(第 {1} 列和第 {2} 列)",
    "The column name `{0}` stands twice (columns {1} and {2})", "保留正确的一列,删除另一列。",
    "Keep the right column and delete the other."};
const ErrorCode k_header_unusable = {
    "intake.header_unusable", "表头行过长或含有空字符",
    "The header line is too long or holds a NUL byte", "确认第一行就是列名,并重新导出。",
    "See that the first line holds the column names; export again."};
const ErrorCode k_header_quote = {
    "intake.header_quote", "表头行的引号不成对", "The quotes in the header line don't match",
    "列名中如有引号,须写成两个引号,并把整个列名放在引号内。",
    "A quote inside a name is written twice, and the whole name stands in quotes."};
const ErrorCode k_too_many_columns = {"intake.too_many_columns", "列数超过 {0}",
                                      "More than {0} columns", "只保留目录所列的数据项。",
                                      "Keep only the columns of the catalogue."};
const ErrorCode k_column_twice = {"intake.column_twice", "“{0}”和“{1}”两列是同一数据项({2})",
                                  "The columns `{0}` and `{1}` are the same field ({2})",
                                  "保留一列。", "Keep one of them."};
const ErrorCode k_column_ambiguous = {"intake.column_ambiguous", "列名“{0}”对应多个数据项({1})",
                                      "The column name `{0}` fits several fields ({1})",
                                      "改用其中一个数据项的标识或代码作列名。",
                                      "Use the id or item code of the one that is meant."};
const ErrorCode k_column_missing = {
    "intake.column_missing", "缺少必需的列:{0}", "A required column is missing: {1}",
    "补上这一列;列名可用标识、代码或中文名称。",
    "Add the column; its name may be the id, the code or the title."};
const ErrorCode k_rule_unreadable = {"intake.rule_unreadable", "目录中的规则“{0}”不能用于检查:{1}",
                                     "The catalogue's rule `{0}` can't be used for checking: {2}",
                                     "请目录维护者修正该规则。",
                                     "Ask whoever keeps the catalogue to correct it."};
const ErrorCode k_pattern_unreadable = {"intake.pattern_unreadable", "目录中“{0}”的格式表达式有误",
                                        "The catalogue's pattern of `{0}` is no regular expression",
                                        "请目录维护者修正。",
                                        "Ask whoever keeps the catalogue to correct it."};

const ErrorCode k_column_map_unknown = {
    "intake.column_map_unknown", "列名对照把“{0}”对应到“{1}”,但没有这个数据项",
    "The column map sends `{0}` to `{1}`, and there is no such field",
    "用 --map 列名=数据项 重新对应,如 --map 文号=document_no;不用的列写 -。",
    "Map it again with --map HEADER=FIELD, such as --map No=document_no; `-` ignores the column."};
const ErrorCode k_record_id_columns = {
    "intake.record_id_columns", "没有记录标识列(record_id),也不能由 {0} 生成:缺少其中的列",
    "There is no column record_id, and it can't be made of {1}: columns of these are missing",
    "补上 record_id 列,或补齐这些列。",
    "Add the column record_id, or the columns that are missing."};

// ---- notices

const ErrorCode k_converted = {
    "intake.converted", "文件编码是 {0},已按此读入", "The file is encoded as {0} and was read so",
    "如有乱码,另存为“CSV UTF-8(逗号分隔)”后再提交。",
    "If any text looks wrong, save it as `CSV UTF-8 (comma delimited)` and send it again."};

const ErrorCode k_value_by_rule = {
    "intake.value_by_rule", "“{0}”为空的 {2} 行,已按目录的规则填入",
    "`{1}` is empty in {2} lines and was filled in by the catalogue's rules",
    "有认定结果的,请填写该列;以填写的为准。",
    "Where the deciding body has said it, fill in the column: what is filled in counts."};

const ErrorCode k_unknown_column = {"intake.unknown_column", "列“{0}”不在目录中,未使用",
                                    "The column `{0}` is not in the catalogue and was not used",
                                    "如本应使用,请核对列名。",
                                    "If it should count, check its name."};
const ErrorCode k_byte_order_mark = {
    "intake.byte_order_mark", "文件中间有字节顺序标记(第 {0} 行),已略过",
    "There is a byte order mark inside the file (line {0}); it was skipped",
    "文件可能由几个文件拼接而成,请检查重复的表头。",
    "The file may be several files joined: look for repeated header lines."};

// ---- the form of a line

const ErrorCode k_line_too_long = {
    "intake.line_too_long", "该行超过 {0} 字节", "The line is longer than {0} bytes",
    "多半是引号不成对或缺少换行;修正后重新导出。",
    "Mostly a quote without its partner, or a lost line end; correct and export again."};
const ErrorCode k_cell_too_long = {
    "intake.cell_too_long", "单元格超过 {0} 字节", "The cell is longer than {0} bytes",
    "缩短内容,或检查引号是否成对。", "Shorten it, or look for a quote without its partner."};
const ErrorCode k_nul_byte = {"intake.nul_byte", "该行含有空字符(NUL)", "The line holds a NUL byte",
                              "文件可能损坏或传输不完整;请重新导出。",
                              "The file may be damaged; export it again."};
const ErrorCode k_not_utf8 = {"intake.not_utf8", "该行不是有效的 UTF-8 文本",
                              "The line is not valid UTF-8 text",
                              "该行可能以 GBK 写入;整个文件另存为 UTF-8。",
                              "It may have been written as GBK; save the whole file as UTF-8."};
const ErrorCode k_truncated = {
    "intake.truncated", "文件在该行中间中断", "The file breaks off within this line",
    "导出或传输没有完成;请重新导出整个文件。",
    "The export or transfer did not finish; export the whole file again."};
const ErrorCode k_quote_not_closed = {
    "intake.quote_not_closed", "引号没有结束", "The quote is never closed",
    "内容中的引号须写成两个引号,整个单元格放在引号内。",
    "A quote inside a cell is written twice, and the whole cell stands in quotes."};
const ErrorCode k_quote_misplaced = {
    "intake.quote_misplaced", "引号的位置不对", "There is a quote where none may stand",
    "含引号、逗号或换行的单元格要整个放在引号内,其中的引号写成两个;逗号与引号之间不留空格。",
    "A cell with quotes, commas or line ends stands in quotes as a whole, inner quotes twice; no "
    "blank between comma and quote."};
const ErrorCode k_cell_count = {"intake.cell_count", "该行有 {0} 个单元格,表头有 {1} 列",
                                "The line has {0} cells, the header {1} columns",
                                "内容含逗号的单元格要放在引号内。",
                                "Put cells that contain commas in quotes."};
const ErrorCode k_json_syntax = {"intake.json_syntax", "不是有效的 JSON:{0}",
                                 "This is not valid JSON: {0}", "每行一个完整的对象,不换行。",
                                 "One whole object a line, without line breaks."};
const ErrorCode k_json_not_object = {
    "intake.json_not_object", "该行不是 JSON 对象", "The line is no JSON object",
    "每行写作 {\"名称\": 值, ...};不要用数组包住全部行。",
    "Write each line as {\"name\": value, ...}, without an array around all lines."};
const ErrorCode k_json_nested = {
    "intake.json_nested", "“{0}”的值是对象或嵌套数组",
    "The value of `{0}` is an object or a nested array",
    "值只能是文本、数字、true、false、null;多个代码用文本数组。",
    "Values are text, numbers, true, false, null; several codes are an array of text."};
const ErrorCode k_json_duplicate_key = {"intake.json_duplicate_key", "名称“{0}”在该行出现两次",
                                        "The name `{0}` stands twice in the line", "保留一个。",
                                        "Keep one of them."};

// ---- one value

const ErrorCode k_required = {"intake.required", "必填项为空", "A required value is missing",
                              "填写后重新报送。", "Fill it in and send the line again."};
const ErrorCode k_too_long = {"intake.too_long", "长度 {0} 字,最多 {1} 字",
                              "{0} characters, at most {1}", "缩短内容。", "Shorten it."};
const ErrorCode k_control_character = {
    "intake.control_character", "含有控制字符", "It holds a control character",
    "删除看不见的字符后重新填写。", "Type it again without invisible characters."};
const ErrorCode k_pattern = {"intake.pattern", "“{0}”不符合规定格式",
                             "`{0}` does not have the prescribed form", "规定格式:{1}",
                             "The form is: {1}"};
const ErrorCode k_unknown_code = {"intake.unknown_code", "“{0}”不在代码集“{1}”中",
                                  "`{0}` is not in the code set `{2}`", "可用:{3}", "Known: {4}"};
const ErrorCode k_list_not_allowed = {"intake.list_not_allowed", "该数据项只能有一个值,不能是数组",
                                      "This field takes one value, not an array", "只填一个值。",
                                      "Give one value."};
const ErrorCode k_date_form = {
    "intake.date_form", "“{0}”不是日期", "`{0}` is not a date",
    "写作 2026-03-02、2026/3/2、20260302 或 2026年3月2日,不带时刻。",
    "Write 2026-03-02, 2026/3/2, 20260302 or 2026年3月2日, without a time of day."};
const ErrorCode k_date_impossible = {"intake.date_impossible", "没有“{0}”这一天",
                                     "There is no day `{0}`", "核对年、月、日。",
                                     "Check year, month and day."};
const ErrorCode k_time_form = {"intake.time_form", "“{0}”不是时间", "`{0}` is not a time",
                               "写作 2026-03-02T08:00:00+08:00,或只写日期。",
                               "Write 2026-03-02T08:00:00+08:00, or a date alone."};
const ErrorCode k_date_in_future = {
    "intake.date_in_future", "日期 {0} 晚于 {1}", "The date {0} is later than {1}",
    "核对年份;尚未发生的事不能报送。", "Check the year; what has not happened yet can't be sent."};
const ErrorCode k_number_form = {
    "intake.number_form", "“{0}”不是数字", "`{0}` is not a number",
    "只写数字和小数点,如 1250.5;不带千分位、单位或百分号。",
    "Digits and a point only, such as 1250.5; no thousands separators, units or percent signs."};
const ErrorCode k_digits_lost = {
    "intake.digits_lost", "“{0}”是科学计数法,后面的数字已被表格软件丢失",
    "`{0}` is in scientific notation: the spreadsheet has lost its last digits",
    "在原表中把该列设为“文本”格式,重新填写完整数字后导出。",
    "Format the column as text in the spreadsheet, enter the full number again, and export."};
const ErrorCode k_too_many_places = {
    "intake.too_many_places", "“{0}”的小数位过多,最多 {1} 位",
    "`{0}` has too many decimals; at most {1}",
    "按实际数值填写;表格计算留下的尾数(如 0.10000000000000001)请四舍五入。",
    "Give the true value; round what a spreadsheet's arithmetic left over (0.10000000000000001)."};
const ErrorCode k_number_too_large = {"intake.number_too_large", "“{0}”过大", "`{0}` is too large",
                                      "核对数值和单位。", "Check the number and its unit."};
const ErrorCode k_below_minimum = {"intake.below_minimum", "{0} 小于下限 {1}",
                                   "{0} is below the minimum {1}", "核对数值和单位。",
                                   "Check the value and its unit."};
const ErrorCode k_above_maximum = {"intake.above_maximum", "{0} 大于上限 {1}",
                                   "{0} is above the maximum {1}", "核对数值和单位。",
                                   "Check the value and its unit."};
const ErrorCode k_boolean_form = {
    "intake.boolean_form", "“{0}”不是“是”或“否”", "`{0}` is neither true nor false",
    "写 是、否、true、false、1 或 0。", "Write true, false, 是, 否, 1 or 0."};

const ErrorCode k_region_form = {"intake.region_form", "“{0}”不是行政区划代码",
                                 "`{0}` is no division code", "写 6、9 或 12 位数字。",
                                 "Write 6, 9 or 12 digits."};
const ErrorCode k_through_before_from = {
    "intake.through_before_from", "截止日期 {0} 早于起始日期 {1}",
    "The last day {0} is before the first day {1}", "核对两个日期。", "Check the two dates."};
const ErrorCode k_record_id_key = {"intake.record_id_key", "没有记录标识,也不能生成:“{0}”为空",
                                   "There is no record id, and it can't be made: `{1}` is empty",
                                   "填写该项,或填写记录标识(record_id)。",
                                   "Fill it in, or give the record_id."};
const ErrorCode k_formula_no_value = {
    "intake.formula_no_value", "该单元格是公式,文件中没有计算结果",
    "The cell is a formula, and the file does not hold its result",
    "用 Excel 或 WPS 打开后保存一次,或把公式粘贴为数值。",
    "Open and save the file in a spreadsheet once, or paste the values in place of the formulas."};
const ErrorCode k_cell_error = {"intake.cell_error", "该单元格的公式出错:{0}",
                                "The cell's formula failed: {0}", "改正公式,或填写数值。",
                                "Correct the formula, or type the value."};
const ErrorCode k_cell_merged = {
    "intake.cell_merged", "该单元格与上方或左侧的单元格合并,没有自己的内容",
    "The cell is merged with one above or to its left and holds nothing of its own",
    "取消合并,在每一行填写完整内容。", "Unmerge the cells and fill in every row."};

// ---- the line as a whole

const ErrorCode k_class_missing = {"intake.class_missing", "没有写明信息类别",
                                   "The class is not given",
                                   "填写 class 列,或在命令中用 --class 指定。",
                                   "Fill the column `class`, or name the class with --class."};
const ErrorCode k_class_unknown = {"intake.class_unknown", "目录中没有信息类别“{0}”",
                                   "The catalogue has no class `{0}`", "用目录中的类别标识或名称。",
                                   "Use a class id or title of the catalogue."};
const ErrorCode k_kind_missing = {"intake.kind_missing", "没有写明主体类型,也无法由代码判断",
                                  "The kind of subject is not given, and the code does not tell it",
                                  "填写 kind 列。", "Fill the column `kind`."};
const ErrorCode k_kind_unknown = {"intake.kind_unknown", "目录中没有主体类型“{0}”",
                                  "The catalogue has no subject kind `{0}`", "可用:{1}",
                                  "Known: {2}"};
const ErrorCode k_id_form = {"intake.id_form", "标识含有控制字符或超过 {0} 字节",
                             "The id holds control characters or is longer than {0} bytes",
                             "核对标识。", "Check the id."};
const ErrorCode k_id_placeholder = {
    "intake.id_placeholder", "“{0}”是占位代码,不代表任何主体",
    "`{0}` is a placeholder and names no subject",
    "填写真实的统一社会信用代码;尚无代码的,取得后再报送。",
    "Give the real unified social credit code, or send the line once there is one."};
const ErrorCode k_merge_into_itself = {
    "intake.merge_into_itself", "主体不能并入自身", "A subject can't be merged into itself",
    "核对 subject_id 和 into。", "Check `subject_id` and `into`."};
const ErrorCode k_rule = {"intake.rule", "{1}", "{2}", "核对相关数据项(规则 {0})。",
                          "Check the fields that belong together (rule {0})."};
const ErrorCode k_natural_person = {
    "intake.natural_person", "该行是关于自然人的信息,本平台不接收,内容未保留",
    "The line is about a natural person; this platform does not take it, and its content was not "
    "kept",
    "从文件中删除自然人的行,只报送法人、非法人组织和个体工商户。",
    "Remove lines about natural persons; send only organisations and individual businesses."};
const ErrorCode k_identity_number = {
    "intake.identity_number", "该数据项填写了公民身份号码,本平台不接收,内容未保留",
    "The field holds a person's identity number; it is not taken, and the content was not kept",
    "删除身份号码;主体用统一社会信用代码。",
    "Remove it; a subject is named by its unified social credit code."};

}  // namespace sanqu::intake::errors
