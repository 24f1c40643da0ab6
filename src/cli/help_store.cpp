// SPDX-License-Identifier: Apache-2.0
// Texts only.
#include "cli/help_store.hpp"

#include <array>

namespace sanqu::cli {

namespace {

constexpr std::array k_topics = {
    HelpTopic{"init",
              R"(建立空库,放入信用信息目录

用法:sanqu init [--store sqlite:PATH] [--catalogue DIR]

  --store URL           库;不写时为当前文件夹的 sanqu.db
  --catalogue DIR       目录所在文件夹;不写时用程序旁边或当前文件夹的 rules/catalogue

例子
  sanqu init --store sqlite:县信用.db
)",
              R"(make an empty store with the catalogue in it

usage: sanqu init [--store sqlite:PATH] [--catalogue DIR]

  --store URL           the store; else sanqu.db in this folder
  --catalogue DIR       the catalogue's folder; else rules/catalogue beside the program or in this folder

example
  sanqu init --store sqlite:county.db
)"},
    HelpTopic{
        "demo",
        R"(建立虚构的示范城市:生成各部门的报送文件,经正式流程导入,评价,并说明看什么

用法:sanqu demo [--scale N] [--seed S] [--store sqlite:PATH] [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db,必须还不存在
  --scale N             规模,1 为 20,000 家商户、10,000 家企业;0.001 至 1000
  --seed S              种子:同一种子,同样的城市
  --keep DIR            各部门的文件留在这个空文件夹里;不写时用后删去
  --threads N           线程数

例子
  sanqu demo --scale 0.1
)",
        R"(build an invented city: its departments' files, brought in through the real intake, and rated

usage: sanqu demo [--scale N] [--seed S] [--store sqlite:PATH] [OPTIONS]

  --store URL           the store; else sanqu.db in this folder; it must not exist yet
  --scale N             1 is 20,000 merchants and 10,000 enterprises; 0.001 to 1000
  --seed S              the same seed makes the same city
  --keep DIR            leave the departments' files in this empty folder; else they are removed
  --threads N           threads

example
  sanqu demo --scale 0.1
)"},
    HelpTopic{"subject",
              R"(主体:档案,或按名称、曾用名、代码查找

用法:sanqu subject show|search

  show    一个主体的记录和评价
  search  按名称、曾用名或代码开头查找

例子
  sanqu subject search 卧龙
)",
              R"(subjects: their file, or find them by name, former name or code

usage: sanqu subject show|search

  show    a subject's records and ratings
  search  by name, former name or the beginning of the code

example
  sanqu subject search 卧龙
)"},
    HelpTopic{"subject show",
              R"(一个主体:现在的属性、记录及其状态、现行评价

用法:sanqu subject show USCC [--store URL] [--format table|json]

  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json

例子
  sanqu subject show 92410001DEMX00012A
)",
              R"(a subject: its attributes now, its records with their status, its current ratings

usage: sanqu subject show USCC [--store URL] [--format table|json]

  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise

example
  sanqu subject show 92410001DEMX00012A
)"},
    HelpTopic{
        "subject search",
        R"(查找主体:名称的一部分、曾用名、繁体或全角写法、代码开头;容一处错字

用法:sanqu subject search TEXT [--limit N] [--store URL] [--format table|json]

  --limit N             最多列出多少个;不写时 20
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json(每行一个)

例子
  sanqu subject search 卧龙
)",
        R"(find subjects by a part of their name, a former name, traditional or full-width forms, the beginning of the code; one typing error is forgiven

usage: sanqu subject search TEXT [--limit N] [--store URL] [--format table|json]

  --limit N             at most so many; else 20
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise (a line each)

example
  sanqu subject search 卧龙
)"},
    HelpTopic{
        "zone",
        R"(信用园区、街区、社区:成员数,及成员按一个标准的等级

用法:sanqu zone [ZONE] [--standard ID] [选项]

  --standard ID         标准的标识
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json(每行一个)

例子
  sanqu zone --standard wendeng.street
)",
        R"(credit parks, streets and communities: their members, and how these are rated by a standard

usage: sanqu zone [ZONE] [--standard ID] [OPTIONS]

  --standard ID         the standard's id
  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise (a line each)

example
  sanqu zone --standard wendeng.street
)"},
    HelpTopic{"serve",
              R"(把库放到 HTTP 接口 /api/v1 后面,直到收到停止信号

用法:sanqu serve [--config 文件] [--store URL] [--listen 地址:端口] [选项]

  --config 文件         配置文件(YAML);其他选项优先于它
  --store URL           库;不写时为当前文件夹的 sanqu.db
  --listen 地址:端口    不写时 127.0.0.1:8080;端口 0 为任一空闲端口
  --disclose 标准       公开这个标准的等级(不含得分和说明);可写多次
  --limit 名称=数值     改一个限值;名称见 --print-config
  --division CODE       本办公室的行政区划代码;不写则取各信用区共同所在的区划
  --local-operator      供开发:本机来访一律当作信用办;只能用于本机地址
  --print-config        列出全部设置及其来源,不启动

标准输出的第一行是地址;日志在标准错误,每次请求一行 JSON。

例子
  sanqu demo && sanqu serve
)",
              R"(put the store behind HTTP, /api/v1, until a signal to stop comes

usage: sanqu serve [--config FILE] [--store URL] [--listen ADDRESS:PORT] [OPTIONS]

  --config FILE         the configuration (YAML); the other options go before it
  --store URL           the store; else sanqu.db in this folder
  --listen ADDR:PORT    else 127.0.0.1:8080; port 0 is any free one
  --disclose STANDARD   its grades are public (not points and reasons); may stand several times
  --limit NAME=NUMBER   set a limit; --print-config has their names
  --division CODE       of the office; otherwise the one that all zones lie in
  --local-operator      for development: callers on this machine are the credit office; loopback addresses only
  --print-config        list all settings and where each comes from, and don't start

The first line of standard output is the address; the log is on standard error, one line of JSON a request.

example
  sanqu demo && sanqu serve
)"},
    HelpTopic{"store",
              R"(库的维护:检查、备份、恢复、升级

用法:sanqu store check|backup|restore|migrate

  check    逐页检查,并核对库内各项关系
  backup   备份到一个文件;可在写入时进行
  restore  从备份恢复为一个新库
  migrate  升级到本程序的版本

例子
  sanqu store backup 备份/今天.db
)",
              R"(the care of a store: check, backup, restore, migrate

usage: sanqu store check|backup|restore|migrate

  check    every page, and that everything in it agrees
  backup   into a file; others may go on writing
  restore  a backup as a new store
  migrate  to this program's version

example
  sanqu store backup backups/today.db
)"},
    HelpTopic{"store check",
              R"(检查库:逐页检查,并核对库内各项关系

用法:sanqu store check [--store URL]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu store check

退出码:0 完好;4 有损坏
)",
              R"(check a store: every page, and that everything in it agrees

usage: sanqu store check [--store URL]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu store check

exit codes: 0 whole; 4 damaged
)"},
    HelpTopic{"store backup",
              R"(备份:库在写入时也可以

用法:sanqu store backup PATH [--store URL]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu store backup 备份/今天.db
)",
              R"(back a store up, while others go on writing

usage: sanqu store backup PATH [--store URL]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu store backup backups/today.db
)"},
    HelpTopic{"store restore",
              R"(从备份恢复为一个新库(不覆盖已有的)

用法:sanqu store restore PATH [--store URL]

  --store URL           新库;不写时为当前文件夹的 sanqu.db

例子
  sanqu store restore 备份/今天.db --store sqlite:恢复.db
)",
              R"(restore a backup as a new store (nothing that exists is overwritten)

usage: sanqu store restore PATH [--store URL]

  --store URL           the new store; else sanqu.db in this folder

example
  sanqu store restore backups/today.db --store sqlite:restored.db
)"},
    HelpTopic{"store migrate",
              R"(把旧版程序的库升级到本程序的版本

用法:sanqu store migrate [--store URL]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu store migrate
)",
              R"(bring the store of an older program to this one's version

usage: sanqu store migrate [--store URL]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu store migrate
)"},
};

}  // namespace

std::span<const HelpTopic> store_help_topics() { return k_topics; }

}  // namespace sanqu::cli
