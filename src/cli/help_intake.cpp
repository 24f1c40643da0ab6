// SPDX-License-Identifier: Apache-2.0
// Texts only.
#include "cli/help_store.hpp"

#include <array>

namespace sanqu::cli {

namespace {

constexpr std::array k_topics = {
    HelpTopic{
        "import",
        R"(把部门报送的文件导入库:逐行检查,给出回执,重新评价涉及的主体

用法:sanqu import --class CLASS --source DEPARTMENT FILE... [选项]

  --class CLASS         信息类别,或 subject(主体)、zone(信用区)、zone_membership(成员)、
                        record_status(记录状态)、subject_merge(主体合并)
  --source DEPARTMENT   信源单位
  --map HEADER=FIELD    这个来源的列名对应哪个数据项(记住);`列名=-` 不用这一列
  --recorded-at TIME    入库时间,只用于按先后补录历史;不写时为现在
  --no-evaluation       先不重新评价(初次大批导入,之后 sanqu evaluate --full)
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json(每个文件一行)
  --threads N           线程数

例子
  sanqu import --class administrative_penalty --source 城管局 处罚.xlsx
  cat 处罚.ndjson | sanqu import --class administrative_penalty --source 城管局 -

退出码:0 全部可用;1 有疑问或拒收的行;3 文件不能用;4 库不能用
)",
        R"(bring a department's file into the store: each line checked, a receipt, its subjects rated again

usage: sanqu import --class CLASS --source DEPARTMENT FILE... [OPTIONS]

  --class CLASS         a record class, or subject, zone, zone_membership, record_status, subject_merge
  --source DEPARTMENT   the department that sent it
  --map HEADER=FIELD    which field a header of this source is (remembered); `HEADER=-` ignores the column
  --recorded-at TIME    only for bringing over history in its order; else now
  --no-evaluation       don't rate again yet (a first large filling; then sanqu evaluate --full)
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise (a line a file)
  --threads N           threads

examples
  sanqu import --class administrative_penalty --source enforcement penalties.xlsx
  cat penalties.ndjson | sanqu import --class administrative_penalty --source enforcement -

exit codes: 0 every line is in; 1 lines were quarantined or refused; 3 the file can't be used; 4 the store can't
)"},
    HelpTopic{"quarantine",
              R"(疑问数据:查看、导出、改正后重试

用法:sanqu quarantine list|show|export|retry

  list    列出待处理的行
  show    看一行
  export  导出为表格,旁边写着问题
  retry   重试:改好的文件,或原样再试

例子
  sanqu quarantine export --batch 12 > 改正.csv
  sanqu quarantine retry 改正.csv
)",
              R"(quarantined lines: see, export, mend and retry them

usage: sanqu quarantine list|show|export|retry

  list    the open lines
  show    one line
  export  as a table, with what is wrong beside each line
  retry   a mended file, or the lines as they are

example
  sanqu quarantine export --batch 12 > mend.csv
  sanqu quarantine retry mend.csv
)"},
    HelpTopic{"quarantine list",
              R"(列出待处理的疑问数据

用法:sanqu quarantine list [--batch N] [--source DEPARTMENT] [--code CODE] [选项]

  --batch N             只看这一批次
  --source DEPARTMENT   只看这个单位
  --code CODE           只看有这种问题的
  --limit N             最多列出多少行;不写时 1000
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json(每行一个)

例子
  sanqu quarantine list --source 城管局
)",
              R"(list the open quarantined lines

usage: sanqu quarantine list [--batch N] [--source DEPARTMENT] [--code CODE] [OPTIONS]

  --batch N             only of this batch
  --source DEPARTMENT   only of this department
  --code CODE           only with this finding
  --limit N             at most so many; else 1000
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise (a line each)

example
  sanqu quarantine list --source enforcement
)"},
    HelpTopic{"quarantine show",
              R"(看一行疑问数据:全部问题和原文

用法:sanqu quarantine show ID [--store URL] [--format table|json]

  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json

例子
  sanqu quarantine show 7
)",
              R"(one quarantined line with all its findings, as it was sent

usage: sanqu quarantine show ID [--store URL] [--format table|json]

  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise

example
  sanqu quarantine show 7
)"},
    HelpTopic{"quarantine export",
              R"(把一批次的疑问数据导出为 CSV:编号、问题、原来的各列

用法:sanqu quarantine export --batch N [选项] > FILE

  --batch N             批次
  --source DEPARTMENT   只要这个单位的
  --code CODE           只要有这种问题的
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu quarantine export --batch 12 > 改正.csv
)",
              R"(a batch's quarantined lines as CSV: id, findings, then the columns as they came

usage: sanqu quarantine export --batch N [OPTIONS] > FILE

  --batch N             the batch
  --source DEPARTMENT   only of this department
  --code CODE           only with this finding
  --store URL           the store; else sanqu.db in this folder

example
  sanqu quarantine export --batch 12 > mend.csv
)"},
    HelpTopic{"quarantine retry",
              R"(重试疑问数据:改好的文件(由 export 导出),或符合条件的行原样再试

用法:sanqu quarantine retry [FILE] [--id N] [--batch N] [--source DEPARTMENT] [--code CODE] [选项]

  --id N                只试这一行
  --batch N             只试这一批次
  --source DEPARTMENT   只试这个单位的
  --code CODE           只试有这种问题的
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json

例子
  sanqu quarantine retry 改正.csv
  sanqu quarantine retry --code registry.unknown_subject
)",
              R"(retry quarantined lines: a mended file (from export), or lines as they are

usage: sanqu quarantine retry [FILE] [--id N] [--batch N] [--source DEPARTMENT] [--code CODE] [OPTIONS]

  --id N                only this line
  --batch N             only this batch
  --source DEPARTMENT   only of this department
  --code CODE           only with this finding
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise

examples
  sanqu quarantine retry mend.csv
  sanqu quarantine retry --code registry.unknown_subject
)"},
    HelpTopic{"receipt",
              R"(回执:最近的批次,或其中一个

用法:sanqu receipt [ID] [--source DEPARTMENT] [选项]

  --source DEPARTMENT   只看这个单位
  --limit N             最多列出多少个;不写时 20
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json(每行一个)

例子
  sanqu receipt 12
)",
              R"(receipts: the latest batches, or one of them

usage: sanqu receipt [ID] [--source DEPARTMENT] [OPTIONS]

  --source DEPARTMENT   only of this department
  --limit N             at most so many; else 20
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise (a line each)

example
  sanqu receipt 12
)"},
    HelpTopic{
        "quality",
        R"(各部门的报送质量:及时、准确、合规、重复,连同背后的数字

用法:sanqu quality [--source DEPARTMENT] [选项]

  --source DEPARTMENT   只看这个单位,按月
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json(每行一个)

例子
  sanqu quality --source 城管局
)",
        R"(the quality of what departments send: in time, usable, whole, repeated, with the counts behind

usage: sanqu quality [--source DEPARTMENT] [OPTIONS]

  --source DEPARTMENT   only this one, month by month
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise (a line each)

example
  sanqu quality --source enforcement
)"},
    HelpTopic{
        "standard propose",
        R"(提交标准,等另一位同事批准:按库中的目录编译,连同上级标准的全文存入库里

用法:sanqu standard propose FILE --author NAME [选项]

  --author NAME         拟定人(姓名或工号)
  --active-from DATE    从哪天起施行;不写时为今天
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --store URL           库;不写时为当前文件夹的 sanqu.db

批准之前可以改好后再次提交同一版本,以最后一次为准。

例子
  sanqu standard propose rules/standards/local/wendeng.street.yaml --author 张三
)",
        R"(propose a standard for somebody else to approve: compiled under the store's catalogue, kept with its parents' texts

usage: sanqu standard propose FILE --author NAME [OPTIONS]

  --author NAME         who proposes it
  --active-from DATE    the day it takes effect; else today
  --standards DIR       where parents are looked for; else around the standard's file
  --store URL           the store; else sanqu.db in this folder

Until it is approved the same version may be proposed again; the last one counts.

example
  sanqu standard propose rules/standards/local/wendeng.street.yaml --author Zhang
)"},
    HelpTopic{"standard proposals",
              R"(待批准的标准

用法:sanqu standard proposals [--format table|json] [--store URL]
)",
              R"(standards that wait to be approved

usage: sanqu standard proposals [--format table|json] [--store URL]
)"},
    HelpTopic{
        "standard approve",
        R"(批准并发布标准(双人复核):批准人不能是拟定人;发布后不再改动

用法:sanqu standard approve ID@VERSION --approver NAME [--store URL]

例子
  sanqu standard approve wendeng.street@1.0.0 --approver 李四
)",
        R"(approve a proposal and so publish it (four eyes): not by its author; from then on it is frozen

usage: sanqu standard approve ID@VERSION --approver NAME [--store URL]

example
  sanqu standard approve wendeng.street@1.0.0 --approver Li
)"},
    HelpTopic{
        "standard refuse",
        R"(退回待批准的标准,写明理由;拟定人可以改好后重新提交,也可以自己撤回

用法:sanqu standard refuse ID@VERSION --approver NAME --reason TEXT [--store URL]

例子
  sanqu standard refuse wendeng.street@1.0.0 --approver 李四 --reason 依据条款有误
)",
        R"(refuse a proposal, with a reason; its author may propose it again, or take it back himself this way

usage: sanqu standard refuse ID@VERSION --approver NAME --reason TEXT [--store URL]

example
  sanqu standard refuse wendeng.street@1.0.0 --approver Li --reason "article 7 is misread"
)"},
    HelpTopic{"standard publish",
              R"(提交并批准,一步完成:两个人同在一张桌子前时用

用法:sanqu standard publish FILE --author NAME --approver NAME [选项]

  --author NAME         拟定人
  --approver NAME       批准人,不能是同一个人
  --active-from DATE    从哪天起施行;不写时为今天
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu standard publish rules/standards/local/wendeng.street.yaml --author 张三 --approver 李四
)",
              R"(propose and approve in one step: for two people at one desk

usage: sanqu standard publish FILE --author NAME --approver NAME [OPTIONS]

  --author NAME         who proposes it
  --approver NAME       who approves it: somebody else
  --active-from DATE    the day it takes effect; else today
  --standards DIR       where parents are looked for; else around the standard's file
  --store URL           the store; else sanqu.db in this folder

example
  sanqu standard publish rules/standards/local/wendeng.street.yaml --author Zhang --approver Li
)"},
};

}  // namespace

std::span<const HelpTopic> intake_help_topics() { return k_topics; }

}  // namespace sanqu::cli
