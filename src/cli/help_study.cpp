// SPDX-License-Identifier: Apache-2.0
// Texts only.
#include "cli/help_store.hpp"

#include <array>

namespace sanqu::cli {

namespace {

constexpr std::array k_topics = {
    HelpTopic{
        "standard simulate",
        R"(改动标准里的数值,看结果怎样变:分布、分数线附近、谁升谁降、为什么。什么也不写入库

用法:sanqu standard simulate FILE|ID[@VERSION] --set PARAMETER=VALUE... [选项]

  --set PARAMETER=VALUE   penalty_unit=50             参数,不论日期
                          penalty_unit@2027-01-01=50  参数,自此日起
                          penalty_factor#3=2          表的第3行;#else 是其余
                          grades.A=840                等级的分数线
  --sweep PARAMETER=FROM..TO:STEP   逐个取值,看各等级的占比,如 penalty_unit=20..60:5
  --near N,N            分数线上下多少分算“附近”;不写时 1,5,10
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --subjects FILE       从文件:主体
  --records FILE...     从文件:记录
  --class CLASS         记录文件里没有 class 列时,其信息类别
  --catalogue DIR       从文件:目录所在文件夹
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --as-of DATE          评价基准日;不写时为今天
  --known-at TIME       只用此时已记录的信息;不写时为现在
  --group-by ID,ID      按哪些主体属性分组;不写时 kind、规模、年限、区域、城乡、行业
  --minimum N           少于 N 家的组不列数字;不写时 30,不得小于 5
  --format table|json   不写时:终端 table,否则 json
  --html FILE           写出网页:一个文件,可打印
  --threads N           线程数
  --lang zh|en          语言

例子
  sanqu standard simulate wendeng.street --set penalty_unit=50 --html 试算.html
  sanqu standard simulate 街区.yaml --sweep penalty_unit=20..60:5 --subjects 商户.csv --records 处罚.csv

各数字的含义见 docs/studies.md
)",
        R"(change figures of a standard and see what becomes of it: distribution, cut-offs, who rises and falls, why.
Nothing is written to the store

usage: sanqu standard simulate FILE|ID[@VERSION] --set PARAMETER=VALUE... [OPTIONS]

  --set PARAMETER=VALUE   penalty_unit=50             a parameter, whatever the day
                          penalty_unit@2027-01-01=50  a parameter from this day on
                          penalty_factor#3=2          a table's third row; #else is for all others
                          grades.A=840                a grade's cut-off
  --sweep PARAMETER=FROM..TO:STEP   value by value, the grades' shares, as penalty_unit=20..60:5
  --near N,N            how many points from a cut-off are close to it; else 1,5,10
  --store URL           the store; else sanqu.db in this folder
  --subjects FILE       from files: subjects
  --records FILE...     from files: records
  --class CLASS         the class of record files that have no column `class`
  --catalogue DIR       from files: the catalogue's folder
  --standards DIR       where parents are looked for; else around the standard's file
  --as-of DATE          the as-of date; else today
  --known-at TIME       only what was recorded by then; else now
  --group-by ID,ID      the attributes to group by; else kind, size, age, region, rural, industry
  --minimum N           no figures of groups below N; else 30, at least 5
  --format table|json   else table for a terminal, json otherwise
  --html FILE           write a page: one file, prints well
  --threads N           threads
  --lang zh|en          language

examples
  sanqu standard simulate wendeng.street --set penalty_unit=50 --html trial.html
  sanqu standard simulate street.yaml --sweep penalty_unit=20..60:5 --subjects merchants.csv --records penalties.csv

what each figure means: docs/studies.md
)"},
    HelpTopic{
        "standard diff",
        R"(两个标准(或一个标准的两个版本)对同一批主体:等级的去向、谁升谁降、为什么

用法:sanqu standard diff BEFORE AFTER [选项]

  BEFORE、AFTER         标准文件;用库时也可以是标识或 标识@版本
  --near N,N            分数线上下多少分算“附近”;不写时 1,5,10
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --subjects FILE       从文件:主体
  --records FILE...     从文件:记录
  --class CLASS         记录文件里没有 class 列时,其信息类别
  --catalogue DIR       从文件:目录所在文件夹
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --as-of DATE          评价基准日;不写时为今天
  --known-at TIME       只用此时已记录的信息;不写时为现在
  --group-by ID,ID      按哪些主体属性分组
  --minimum N           少于 N 家的组不列数字;不写时 30,不得小于 5
  --format table|json   不写时:终端 table,否则 json
  --html FILE           写出网页:一个文件,可打印
  --threads N           线程数
  --lang zh|en          语言

例子
  sanqu standard diff wendeng.street@0.10.0 草案.yaml --html 对比.html
)",
        R"(two standards, or two versions of one, over the same subjects: where grades go, who rises and falls, why

usage: sanqu standard diff BEFORE AFTER [OPTIONS]

  BEFORE, AFTER         a standard's file; over a store also an id or id@version
  --near N,N            how many points from a cut-off are close to it; else 1,5,10
  --store URL           the store; else sanqu.db in this folder
  --subjects FILE       from files: subjects
  --records FILE...     from files: records
  --class CLASS         the class of record files that have no column `class`
  --catalogue DIR       from files: the catalogue's folder
  --standards DIR       where parents are looked for; else around the standard's file
  --as-of DATE          the as-of date; else today
  --known-at TIME       only what was recorded by then; else now
  --group-by ID,ID      the attributes to group by
  --minimum N           no figures of groups below N; else 30, at least 5
  --format table|json   else table for a terminal, json otherwise
  --html FILE           write a page: one file, prints well
  --threads N           threads
  --lang zh|en          language

example
  sanqu standard diff wendeng.street@0.10.0 draft.yaml --html comparison.html
)"},
    HelpTopic{
        "standard validate",
        R"(用后来的事检验标准:当时的评级,能不能区分后来出事和没出事的主体

用法:sanqu standard validate FILE|ID[@VERSION] --outcome CLASS --as-of DATE [选项]

  --outcome CLASS       后来的事:此类记录至少一条,如 administrative_penalty
  --where EXPRESSION    只算符合的记录,如 "severity = 'serious'"
  --months N            基准日之后几个月;不写时 12
  --as-of DATE          评价基准日,在结果期之前
  --known-at TIME       评级只用此时已记录的信息;不写时为基准日当天结束
  --outcome-known-at TIME   结果以此时所知为准;不写时为现在
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --subjects FILE       从文件:主体
  --records FILE...     从文件:记录
  --class CLASS         记录文件里没有 class 列时,其信息类别
  --catalogue DIR       从文件:目录所在文件夹
  --standards DIR       到哪里找上级标准;不写时在标准文件周围找
  --group-by ID,ID      按哪些主体属性分组
  --minimum N           少于 N 家的组不列数字;不写时 30,不得小于 5
  --format table|json   不写时:终端 table,否则 json
  --html FILE           写出网页:一个文件,可打印
  --threads N           线程数
  --lang zh|en          语言

例子
  sanqu standard validate cn.base --as-of 2025-09-30 --outcome administrative_penalty --months 12 --html 检验.html

各数字的含义、不能说明什么,见 docs/studies.md
)",
        R"(hold a standard against what came later: did the grades of then tell apart who had it happen and who had not

usage: sanqu standard validate FILE|ID[@VERSION] --outcome CLASS --as-of DATE [OPTIONS]

  --outcome CLASS       what came later: at least one record of the class, as administrative_penalty
  --where EXPRESSION    only records for which it holds, as "severity = 'serious'"
  --months N            within so many months after the as-of date; else 12
  --as-of DATE          the as-of date, before the time of the outcome
  --known-at TIME       the grades know only what was recorded by then; else the end of the as-of date
  --outcome-known-at TIME   the outcome as known at this time; else now
  --store URL           the store; else sanqu.db in this folder
  --subjects FILE       from files: subjects
  --records FILE...     from files: records
  --class CLASS         the class of record files that have no column `class`
  --catalogue DIR       from files: the catalogue's folder
  --standards DIR       where parents are looked for; else around the standard's file
  --group-by ID,ID      the attributes to group by
  --minimum N           no figures of groups below N; else 30, at least 5
  --format table|json   else table for a terminal, json otherwise
  --html FILE           write a page: one file, prints well
  --threads N           threads
  --lang zh|en          language

example
  sanqu standard validate cn.base --as-of 2025-09-30 --outcome administrative_penalty --months 12 --html proof.html

what each figure means, and what it can't say: docs/studies.md
)"}};

}  // namespace

std::span<const HelpTopic> study_help_topics() { return k_topics; }

}  // namespace sanqu::cli
