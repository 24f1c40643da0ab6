// SPDX-License-Identifier: Apache-2.0
#include "cli/help_text.hpp"

#include <algorithm>
#include <array>

#include "cli/help_store.hpp"

namespace sanqu::cli {

namespace {

constexpr std::string_view k_all_zh = R"(sanqu(三区):信用园区、街区、社区的开放平台

用法:sanqu 命令 [选项]

  evaluate          按一个标准评价各主体:从库中,或从文件(无需建库)
  standard check    检查标准:列出全部问题及位置
  standard print    印出标准全文(连同上级标准),注明各部分的来源
  standard sql      印出标准的 SQL 形式,供任何人用数据库核对
  standard test     运行标准的算例
  standard simulate 试算:改动数值,看谁升谁降
  standard diff     两个标准的对比
  standard validate 用后来的事检验标准
  standard propose  提交标准,由另一人批准(standard approve)后施行

  init              建立空库
  demo              建立虚构的示范城市
  import            导入部门报送的文件,给出回执
  quarantine        疑问数据:查看、导出、改正后重试
  receipt           回执
  quality           各部门的报送质量
  subject           主体:档案和查找
  zone              信用园区、街区、社区
  serve             HTTP 接口
  store             库的检查、备份、恢复、升级
  account           账号、角色、密码
  key               部门和机器的密钥
  article           门户上的文章、通知
  help [命令]       说明和例子

各命令通用
  --lang zh|en      语言;不写时依环境变量 LC_ALL、LANG
  --today DATE      把这一天当作今天(试验和测试用)
  --version         版本
  -h, --help        说明

例子
  sanqu evaluate --standard rules/standards/local/qz.tumen_street.yaml \
    --subjects 商户.csv --records 记录.csv --as-of 2026-09-30

退出码:0 完成;1 完成,但有的输入被拒绝或检查未通过;2 命令写法不对;3 输入不能用,什么也没有改;
4 库不存在、被占用或版本不合,什么也没有改;70 程序错误
)";

constexpr std::string_view k_all_en =
    R"(sanqu: the open platform for credit parks, streets and communities

usage: sanqu COMMAND [OPTIONS]

  evaluate          evaluate subjects by a standard: from a store, or from files without one
  standard check    check a standard: all findings with their places
  standard print    print a standard whole, with its parents, each part with its source
  standard sql      print a standard as SQL, for anybody to check ratings with a database
  standard test     run a standard's cases
  standard simulate change figures and see who rises and falls
  standard diff     two standards over the same subjects
  standard validate hold a standard against what came later
  standard propose  propose a standard; somebody else approves it (standard approve)

  init              make an empty store
  demo              build an invented city
  import            bring a department's file in; a receipt comes out
  quarantine        quarantined lines: see, export, mend and retry them
  receipt           receipts
  quality           the quality of what departments send
  subject           subjects: their file, and search
  zone              credit parks, streets and communities
  serve             the store behind HTTP
  store             check, backup, restore, migrate a store
  account           accounts, their roles and passwords
  key               keys of departments and machines
  article           articles and notices of the portal
  help [COMMAND]    what it does, with an example

for every command
  --lang zh|en      language; else by LC_ALL and LANG
  --today DATE      take this day for today (for trials and tests)
  --version         version
  -h, --help        help

example
  sanqu evaluate --standard rules/standards/local/qz.tumen_street.yaml \
    --subjects merchants.csv --records records.csv --as-of 2026-09-30

exit codes: 0 done; 1 done, but some input was refused or a check failed; 2 the words are wrong;
3 the input can't be used, nothing changed; 4 the store is missing, locked, older or newer, nothing changed; 70 a bug
)";

constexpr std::string_view k_evaluate_zh = R"(按一个标准评价各主体:文件读入,结果写到标准输出

用法:sanqu evaluate --standard FILE --subjects FILE --records FILE... --as-of DATE [选项]
      sanqu evaluate --standard ID --all|--zone ZONE|--subject ID... [选项];sanqu evaluate --due|--full

从库中(不写 --subjects 和 --records 时)
  sanqu evaluate --standard ID[@VERSION] --subject ID...|--zone ZONE|--all [--as-of DATE] [--known-at TIME]
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --zone ZONE           一个信用区的成员
  --all                 全部主体
  --due                 只重新评价到期该变的主体,写入库
  --full                全部重新评价,与库中的结果核对,写入有变化的

从文件
  --standard FILE       标准(YAML);从库中时为标识
  --subjects FILE       主体,CSV 或 NDJSON;`-` 是标准输入
  --records FILE...     记录,一个或多个文件;`-` 是标准输入
  --class CLASS         记录文件里没有 class 列时,其信息类别
  --catalogue DIR       目录所在文件夹;不写时用程序旁边或当前文件夹的 rules/catalogue
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找

评价
  --as-of DATE          评价基准日;从文件时必填,从库中不写时为今天
  --known-at TIME       知悉时间:只用此时已记录的信息;不写时为现在
  --run FILE            在以前冻结的分布中排名(由 --save-run 写出)
  --save-run FILE       写出本次的分布
  --threads N           线程数;不写时每核一个

输出
  --format table|json|csv|ndjson   不写时:终端 table,否则 json
  --subject ID...       只写这些主体的结果(排名仍按全体)
  --explain             写出依据:维度、指标、记录、上下限、修复后的变化
  --no-next-change      不算下次变化日(更快)
  --refused FILE        被拒绝的行全部写入此文件(NDJSON)
  --lang zh|en          语言

例子
  sanqu evaluate --standard 街区.yaml --subjects 商户.csv --records 处罚.csv 荣誉.csv --as-of 2026-09-30
  cat 记录.ndjson | sanqu evaluate --standard 街区.yaml --subjects 商户.csv --records - \
    --as-of 2026-09-30 --format ndjson > 结果.ndjson

格式见 docs/formats/file-mode.md 和 docs/formats/result.md
)";

constexpr std::string_view k_evaluate_en =
    R"(evaluate subjects by a standard: files in, results to standard output

usage: sanqu evaluate --standard FILE --subjects FILE --records FILE... --as-of DATE [OPTIONS]
       sanqu evaluate --standard ID --all|--zone ZONE|--subject ID... [OPTIONS]; sanqu evaluate --due|--full

from a store (without --subjects and --records)
  sanqu evaluate --standard ID[@VERSION] --subject ID...|--zone ZONE|--all [--as-of DATE] [--known-at TIME]
  --store URL           the store; else sanqu.db in this folder
  --zone ZONE           the members of a zone
  --all                 every subject
  --due                 evaluate again just those whose day has come, into the store
  --full                evaluate everybody, hold it against the store's results, write what changed

from files
  --standard FILE       the standard (YAML); over a store its id
  --subjects FILE       subjects, CSV or NDJSON; `-` is standard input
  --records FILE...     records, one file or several; `-` is standard input
  --class CLASS         the class of record files that have no column `class`
  --catalogue DIR       the catalogue's folder; else rules/catalogue beside the program or in this folder
  --standards DIR       where parents are looked for; else around the standard's file

evaluation
  --as-of DATE          the as-of date; required with files, else today
  --known-at TIME       only what was recorded by then; else now
  --run FILE            rank in a distribution frozen earlier (written by --save-run)
  --save-run FILE       write this run's distribution
  --threads N           threads; else one a core

output
  --format table|json|csv|ndjson   else table for a terminal, json otherwise
  --subject ID...       write only these subjects' results (ranks are still among all)
  --explain             with dimensions, indicators, records, limits, what a repair would change
  --no-next-change      leave out the date of the next change (faster)
  --refused FILE        write all refused lines to this file (NDJSON)
  --lang zh|en          language

examples
  sanqu evaluate --standard street.yaml --subjects merchants.csv --records penalties.csv awards.csv \
    --as-of 2026-09-30
  cat records.ndjson | sanqu evaluate --standard street.yaml --subjects merchants.csv --records - \
    --as-of 2026-09-30 --format ndjson > results.ndjson

formats: docs/formats/file-mode.md and docs/formats/result.md
)";

constexpr std::string_view k_standard_zh = R"(标准的检查、印出、测试和研究

用法:sanqu standard check|print|sql|test|propose|proposals|approve|publish|simulate|diff|validate ...

  check   检查标准:列出全部问题及位置
  print   印出标准全文(连同上级标准)
  sql     印出标准的 SQL 形式
  test    运行标准的算例
  propose   提交标准,等另一人批准
  proposals 待批准的标准
  approve   批准并发布,冻结在库里
  publish   两人同在时一步完成
  simulate  试算:改动数值,看谁升谁降
  diff      两个标准的对比
  validate  用后来的事检验标准

例子
  sanqu standard check rules/standards/local/qz.tumen_street.yaml
)";

constexpr std::string_view k_standard_en = R"(check, print, test and study standards

usage: sanqu standard check|print|sql|test|propose|proposals|approve|publish|simulate|diff|validate ...

  check   check a standard: all findings with their places
  print   print a standard whole, with its parents
  sql     print a standard as SQL
  test    run a standard's cases
  propose   propose a standard for somebody else to approve
  proposals what waits to be approved
  approve   approve and so publish it, frozen in the store
  publish   both in one step
  simulate  change figures and see who rises and falls
  diff      two standards over the same subjects
  validate  hold a standard against what came later

example
  sanqu standard check rules/standards/local/qz.tumen_street.yaml
)";

constexpr std::string_view k_check_zh = R"(检查标准:列出全部问题,每个带位置、代码和提示

用法:sanqu standard check FILE [选项]

  --catalogue DIR       目录所在文件夹;不写时用程序旁边或当前文件夹的 rules/catalogue
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --strict              有警告时退出码为 1
  --proofs              逐项列出证明(有界、单调);不能证明的,找反例并写成算例
  --watch               标准或者上级标准一改动就再查一遍,Ctrl-C 结束
  --store STORE         用库里的数据再查:没有给任何一个主体分值的指标,遇到标准自身错误的主体
  --subjects FILE --records FILE...   同上,用文件里的数据;--class 类别(ndjson 不需要)
  --as-of 日期 --known-at 时间        按哪一天、当时所知;不写时为今天、现在
  --format table|json|csv|ndjson   不写时:终端 table,否则 json
  --lang zh|en          语言

例子
  sanqu standard check rules/standards/local/qz.tumen_street.yaml

退出码:0 可用;1 有警告(--strict);3 不能用
)";

constexpr std::string_view k_check_en =
    R"(check a standard: all findings, each with place, code and hint

usage: sanqu standard check FILE [OPTIONS]

  --catalogue DIR       the catalogue's folder; else rules/catalogue beside the program or in this folder
  --standards DIR       where parents are looked for; else around the standard's file
  --strict              warnings end with exit code 1
  --proofs              the proofs line by line (bounded, monotone); what isn't proved: a search for counter-examples
  --watch               check again whenever the file or a parent changes; Ctrl-C ends
  --store STORE         over a store's data too: indicators that give nobody points, subjects that meet an error of the standard
  --subjects FILE --records FILE...   the same over files; --class CLASS (not for NDJSON)
  --as-of DATE --known-at TIME        on which day, as known when; else today, now
  --format table|json|csv|ndjson   else table for a terminal, json otherwise
  --lang zh|en          language

example
  sanqu standard check rules/standards/local/qz.tumen_street.yaml

exit codes: 0 good; 1 warnings (--strict); 3 it does not compile
)";

constexpr std::string_view k_print_zh = R"(印出标准全文(连同上级标准),注明各部分来自哪个文件

用法:sanqu standard print FILE [选项]

  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --lang zh|en          语言

例子
  sanqu standard print rules/standards/local/qz.tumen_street.yaml --lang zh
)";

constexpr std::string_view k_print_en =
    R"(print a standard whole, with its parent, each part with the file it came from

usage: sanqu standard print FILE [OPTIONS]

  --standards DIR       where parents are looked for; else around the standard's file
  --lang zh|en          language

example
  sanqu standard print rules/standards/local/qz.tumen_street.yaml --lang en
)";

constexpr std::string_view k_sql_zh =
    R"(印出标准的 SQL 形式:与本程序逐位相同的查询,供任何人用数据库核对

用法:sanqu standard sql FILE --dialect sqlite|postgresql --as-of DATE [选项]

  --dialect sqlite|postgresql   数据库
  --part query|tables|data|views   查询(不写时)、建表语句、文件各行的 INSERT 语句、或库上的视图
  --as-of DATE          评价基准日
  --known-at TIME       知悉时间;不写时为现在
  --subjects FILE       data:主体的文件
  --records FILE...     data:记录的文件
  --catalogue DIR       目录所在文件夹;不写时用程序旁边或当前文件夹的 rules/catalogue
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --lang zh|en          注释和提示的语言

例子
  sanqu standard sql rules/standards/local/qz.tumen_street.yaml --dialect sqlite --as-of 2026-09-30

退出码:0 已印出;1 data 中有行被拒;3 标准不能用,或有条款没有 SQL 形式
见 docs/formats/sql.md
)";

constexpr std::string_view k_sql_en =
    R"(print a standard as SQL: a query that gives the same to the last digit, for anybody to check with a database

usage: sanqu standard sql FILE --dialect sqlite|postgresql --as-of DATE [OPTIONS]

  --dialect sqlite|postgresql   the database
  --part query|tables|data|views   the query (the default), the tables, the lines of files as INSERT statements, or
                        views that stand for the tables over a store
  --as-of DATE          the date evaluated
  --known-at TIME       what was known then; else now
  --subjects FILE       data: the subjects' file
  --records FILE...     data: files of records
  --catalogue DIR       the catalogue's folder; else rules/catalogue beside the program or in this folder
  --standards DIR       where parents are looked for; else around the standard's file
  --lang zh|en          language of comments and messages

example
  sanqu standard sql rules/standards/local/qz.tumen_street.yaml --dialect sqlite --as-of 2026-09-30

exit codes: 0 printed; 1 data: lines were refused; 3 it does not compile, or a clause has no SQL form
see docs/formats/sql.md
)";

constexpr std::string_view k_test_zh = R"(运行标准的算例,印出与预期不同之处

用法:sanqu standard test FILE|DIR... [选项]

  算例在标准所在文件夹或其上级的 cases/标准标识/*.yaml
  --catalogue DIR       目录所在文件夹;不写时用程序旁边或当前文件夹的 rules/catalogue
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --lang zh|en          语言

例子
  sanqu standard test rules/standards

退出码:0 全部通过;1 有算例不符;3 标准不能用
)";

constexpr std::string_view k_test_en = R"(run a standard's cases and print what differs

usage: sanqu standard test FILE|DIR... [OPTIONS]

  Cases are in cases/STANDARD/*.yaml in the standard's folder or one above it.
  --catalogue DIR       the catalogue's folder; else rules/catalogue beside the program or in this folder
  --standards DIR       where parents are looked for; else around the standard's file
  --lang zh|en          language

example
  sanqu standard test rules/standards

exit codes: 0 all passed; 1 a case differs; 3 a standard does not compile
)";

constexpr std::array k_file_topics = {HelpTopic{"", k_all_zh, k_all_en},
                                      HelpTopic{"evaluate", k_evaluate_zh, k_evaluate_en},
                                      HelpTopic{"standard", k_standard_zh, k_standard_en},
                                      HelpTopic{"standard check", k_check_zh, k_check_en},
                                      HelpTopic{"standard print", k_print_zh, k_print_en},
                                      HelpTopic{"standard sql", k_sql_zh, k_sql_en},
                                      HelpTopic{"standard test", k_test_zh, k_test_en}};

const std::vector<HelpTopic>& topics() {
  static const std::vector<HelpTopic> all = [] {
    std::vector<HelpTopic> out(k_file_topics.begin(), k_file_topics.end());
    for (const auto part : {intake_help_topics(), store_help_topics(), study_help_topics(),
                            account_help_topics(), article_help_topics()}) {
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

}  // namespace

std::string_view help_text(std::string_view topic, Lang lang) {
  for (const HelpTopic& one : topics()) {
    if (one.name == topic) return lang == Lang::zh ? one.zh : one.en;
  }
  return {};
}

std::vector<std::string> help_topics() {
  std::vector<std::string> names;
  for (const HelpTopic& topic : topics()) {
    if (!topic.name.empty()) names.emplace_back(topic.name);
  }
  return names;
}

std::vector<std::string> commands_under(std::string_view topic) {
  std::vector<std::string> names;
  if (topic.empty()) names.emplace_back("help");
  const std::string start = topic.empty() ? "" : std::string(topic) + " ";
  for (const HelpTopic& one : topics()) {
    if (one.name.empty() || !one.name.starts_with(start)) continue;
    const std::string_view rest = one.name.substr(start.size());
    if (rest.find(' ') == rest.npos) names.emplace_back(rest);
  }
  return names;
}

std::vector<std::string> options_of(std::string_view topic) {
  std::vector<std::string> names = {"--today", "--help", "--lang"};
  const std::string_view text = help_text(topic, Lang::en);
  for (std::size_t at = text.find("--"); at != text.npos; at = text.find("--", at + 2)) {
    std::size_t end = at + 2;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '-')) ++end;
    std::string name(text.substr(at, end - at));
    if (name.size() > 2 && std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace sanqu::cli
