// SPDX-License-Identifier: Apache-2.0
// What intake says about workbooks (.xlsx) as a whole; of single cells see errors.cpp.
#include "intake/errors.hpp"

namespace sanqu::intake::errors {

const ErrorCode k_xlsx_damaged = {
    "intake.xlsx_damaged", "工作簿已损坏:{0}", "The workbook is damaged: {1}",
    "用 Excel 或 WPS 打开并另存一次;仍不行则请对方重新发送。",
    "Open it in a spreadsheet and save it anew; else ask for the file again."};
const ErrorCode k_xlsx_other_archive = {
    "intake.xlsx_other_archive", "这是压缩包,但不是 Excel 工作簿(.xlsx){0}",
    "This is an archive but no Excel workbook (.xlsx){1}",
    "压缩包请先解压;其他格式的表格请另存为 .xlsx 或“CSV UTF-8”。",
    "Unpack archives first; save other spreadsheets as .xlsx or as `CSV UTF-8`."};
const ErrorCode k_xlsx_duplicate_part = {
    "intake.xlsx_duplicate_part", "工作簿中有两个名为“{0}”的部分",
    "The workbook holds two parts of the name `{0}`", "用 Excel 或 WPS 打开并另存一次。",
    "Open it in a spreadsheet and save it anew."};
const ErrorCode k_xlsx_too_large = {
    "intake.xlsx_too_large", "工作簿解压后过大:{0}", "Unpacked, the workbook is too large: {1}",
    "删除多余的工作表和格式,或分成几个文件,或另存为“CSV UTF-8”。",
    "Delete what is not needed, split it into several files, or save it as `CSV UTF-8`."};
const ErrorCode k_xlsx_doctype = {
    "intake.xlsx_doctype", "工作簿的“{0}”中有文档类型声明(DOCTYPE),不予读取",
    "The part `{0}` of the workbook has a document type declaration (DOCTYPE) and is not read",
    "正常的工作簿没有这种声明;请核实文件来源。",
    "No spreadsheet program writes one; find out where the file comes from."};
const ErrorCode k_xlsx_no_sheet = {"intake.xlsx_no_sheet", "工作簿中没有可见的工作表",
                                   "The workbook has no visible sheet",
                                   "取消隐藏要报送的工作表,保存后再提交。",
                                   "Unhide the sheet that is meant, save, and send it again."};
const ErrorCode k_xlsx_no_header = {
    "intake.xlsx_no_header", "可见工作表({1})的前 {0} 行中没有可识别的表头",
    "No header was recognised in the first {0} rows of the visible sheets ({1})",
    "表头的列名可用标识、代码或中文名称;先核对信息类别是否选对。",
    "A header names its columns by id, code or title; see also whether the class is the right "
    "one."};
const ErrorCode k_xlsx_input_too_large = {"intake.xlsx_input_too_large",
                                          "从标准输入读取的工作簿超过 {0} MiB",
                                          "A workbook from standard input is larger than {0} MiB",
                                          "改为指定文件路径。", "Name the file instead."};

// ---- notices

const ErrorCode k_xlsx_sheet_read = {
    "intake.xlsx_sheet_read", "读取的是工作表“{0}”,表头在第 {1} 行",
    "The sheet `{0}` was read; its header is row {1}",
    "如应读取别的工作表,请把它移到最前或单独另存。",
    "If another sheet is meant, move it to the front or save it as a file of its own."};
const ErrorCode k_xlsx_sheet_skipped = {"intake.xlsx_sheet_skipped",
                                        "未读取工作表“{0}”:一个文件只读一个工作表",
                                        "The sheet `{0}` was not read: of a file one sheet is",
                                        "其中如有要报送的数据,请另存为单独的文件。",
                                        "If it holds data too, save it as a file of its own."};
const ErrorCode k_xlsx_sheet_hidden = {"intake.xlsx_sheet_hidden", "未读取隐藏的工作表“{0}”",
                                       "The hidden sheet `{0}` was not read",
                                       "如要报送,请取消隐藏。", "Unhide it if it is meant."};
const ErrorCode k_xlsx_column_unnamed = {
    "intake.xlsx_column_unnamed", "第 {0} 列({1})有内容而没有列名,未使用",
    "Column {0} ({1}) has content but no name in the header, and was not used",
    "如要使用,请在表头写上列名。", "Give it a name in the header if it should count."};
const ErrorCode k_xlsx_rows_hidden = {
    "intake.xlsx_rows_hidden", "{0} 行被隐藏(或被筛选掉),仍按数据读入",
    "{0} rows are hidden (or filtered out); they were read like the others",
    "如不报送,请删除这些行。", "Delete them if they are not meant."};
const ErrorCode k_xlsx_rows_above = {"intake.xlsx_rows_above", "表头上方的 {0} 行未读取",
                                     "The {0} rows above the header were not read",
                                     "如其中有数据,请移到表头下方。",
                                     "If they hold data, move it below the header."};

}  // namespace sanqu::intake::errors
