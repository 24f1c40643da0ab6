// SPDX-License-Identifier: Apache-2.0
// Texts only: `account` and `key`.
#include <array>

#include "cli/help_store.hpp"

namespace sanqu::cli {

namespace {

constexpr std::array k_topics = {
    HelpTopic{"account",
              R"(账号、角色、密码(不经服务器,直接改库)

用法:sanqu account list|add|roles|disable|enable|reset-password|check|second-factor|history

  list            全部账号和角色
  add             新建账号
  roles           查看、授予、收回角色
  disable         停用,登录即刻失效
  enable          恢复
  reset-password  重置密码
  check           试一试密码能否登录
  second-factor   启用动态码,或取消(--off)
  history         账号的变更记录

例子
  sanqu account list
)",
              R"(accounts, roles, passwords (straight in the store, without the server)

usage: sanqu account list|add|roles|disable|enable|reset-password|check|second-factor|history

  list            all accounts and their roles
  add             make an account
  roles           see, grant, revoke roles
  disable         disable it; its sessions end at once
  enable          enable it again
  reset-password  a new password
  check           does this password sign in?
  second-factor   turn one-time codes on, or off (--off)
  history         what was done to the account

example
  sanqu account list
)"},
    HelpTopic{"account list",
              R"(全部账号和角色

用法:sanqu account list [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json

例子
  sanqu account list
)",
              R"(all accounts and their roles

usage: sanqu account list [OPTIONS]

  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise

example
  sanqu account list
)"},
    HelpTopic{"account add",
              R"(新建账号;密码在终端输入(不显示),或取自标准输入的一行

用法:sanqu account add NAME [--person 姓名] [--office 单位] [--role ROLE]... [选项]

  角色:organisation:信用代码(须 --proof)、department:单位:类别,类别(或 *)、zone_manager:信用区编号、
  credit_office:行政区划代码、auditor、administrator。后两个不与其他角色同在一个账号。
  --person TEXT         姓名(主体看不到)
  --office TEXT         所在单位(主体可在查询记录中看到)
  --role ROLE           角色,可写多次
  --proof TEXT          如何证明其控制该主体
  --machine             部门或机器用,没有密码,只用密钥
  --identity "签发者 标识"  用统一登录,没有密码(见 docs/operators/configuration.md)
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account add zhang --person 张三 --office 县信用办 --role credit_office:371081
)",
              R"(make an account; the password is typed without echo, or is a line of standard input

usage: sanqu account add NAME [--person NAME] [--office NAME] [--role ROLE]... [OPTIONS]

  roles: organisation:USCC (needs --proof), department:NAME:CLASS,CLASS (or *), zone_manager:ZONE,
  credit_office:DIVISION, auditor, administrator. The last two stand alone.
  --person TEXT         the person's name (never shown to a subject)
  --office TEXT         the office (shown to subjects whose file was looked at)
  --role ROLE           a role; may be given again
  --proof TEXT          how control of the organisation was proven
  --machine             for a department's machine: no password, keys only
  --identity "ISSUER SUBJECT"  signs in with a provider, no password (docs/operators/configuration.md)
  --store URL           the store; else sanqu.db in this folder

example
  sanqu account add zhang --person 张三 --office 县信用办 --role credit_office:371081
)"},
    HelpTopic{"account roles",
              R"(查看、授予、收回角色

用法:sanqu account roles NAME [--add ROLE]... [--remove ROLE]... [选项]

  角色:organisation:信用代码(须 --proof)、department:单位:类别,类别(或 *)、zone_manager:信用区编号、
  credit_office:行政区划代码、auditor、administrator。后两个不与其他角色同在一个账号。
  --add ROLE            授予,可写多次
  --remove ROLE         收回,写法与列出的相同
  --proof TEXT          如何证明其控制该主体
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account roles zhang --add zone_manager:Z01
)",
              R"(see, grant, revoke roles

usage: sanqu account roles NAME [--add ROLE]... [--remove ROLE]... [OPTIONS]

  roles: organisation:USCC (needs --proof), department:NAME:CLASS,CLASS (or *), zone_manager:ZONE,
  credit_office:DIVISION, auditor, administrator. The last two stand alone.
  --add ROLE            grant it; may be given again
  --remove ROLE         revoke it, written as it is listed
  --proof TEXT          how control of the organisation was proven
  --store URL           the store; else sanqu.db in this folder

example
  sanqu account roles zhang --add zone_manager:Z01
)"},
    HelpTopic{"account disable",
              R"(停用账号:登录和密钥即刻失效

用法:sanqu account disable NAME [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account disable zhang
)",
              R"(disable an account: sessions and keys end at once

usage: sanqu account disable NAME [OPTIONS]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu account disable zhang
)"},
    HelpTopic{"account enable",
              R"(恢复停用的账号

用法:sanqu account enable NAME [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account enable zhang
)",
              R"(enable an account again

usage: sanqu account enable NAME [OPTIONS]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu account enable zhang
)"},
    HelpTopic{
        "account reset-password",
        R"(重置密码(在终端输入,或标准输入的一行);全部登录失效

用法:sanqu account reset-password NAME [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account reset-password zhang
)",
        R"(give an account a new password (typed, or a line of standard input); all its sessions end

usage: sanqu account reset-password NAME [OPTIONS]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu account reset-password zhang
)"},
    HelpTopic{"account history",
              R"(账号的变更记录,最新在前

用法:sanqu account history NAME [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account history zhang
)",
              R"(what was done to an account, newest first

usage: sanqu account history NAME [OPTIONS]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu account history zhang
)"},
    HelpTopic{"account check",
              R"(试一试密码能否登录(随即退出);失败次数照算

用法:sanqu account check NAME [--code DIGITS] [选项]

  --code DIGITS         动态码或恢复码
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account check zhang
)",
              R"(does this password sign in? (and out again); failed tries count

usage: sanqu account check NAME [--code DIGITS] [OPTIONS]

  --code DIGITS         a one-time or recovery code
  --store URL           the store; else sanqu.db in this folder

example
  sanqu account check zhang
)"},
    HelpTopic{"account second-factor",
              R"(启用动态码(本人,先输密码),或由管理员取消

用法:sanqu account second-factor NAME [--off] [选项]

  --off                 取消(例如手机丢失)
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu account second-factor zhang
)",
              R"(turn one-time codes on (the owner, with the password), or off

usage: sanqu account second-factor NAME [--off] [OPTIONS]

  --off                 turn it off (a lost telephone)
  --store URL           the store; else sanqu.db in this folder

example
  sanqu account second-factor zhang
)"},
    HelpTopic{"key",
              R"(部门和机器的密钥:只显示一次,有期限,可轮换

用法:sanqu key list|add|rotate|revoke

  list    全部密钥
  add     新建
  rotate  换新,旧的再用几天
  revoke  停用

例子
  sanqu key list
)",
              R"(keys of departments and machines: shown once, expiring, rotated

usage: sanqu key list|add|rotate|revoke

  list    all keys
  add     make one
  rotate  a new one; the old one works for some more days
  revoke  revoke it

example
  sanqu key list
)"},
    HelpTopic{"key list",
              R"(全部密钥

用法:sanqu key list [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db
  --format table|json   不写时:终端 table,否则 json

例子
  sanqu key list
)",
              R"(all keys

usage: sanqu key list [OPTIONS]

  --store URL           the store; else sanqu.db in this folder
  --format table|json   else table for a terminal, json otherwise

example
  sanqu key list
)"},
    HelpTopic{"key add",
              R"(为机器账号新建密钥

用法:sanqu key add ACCOUNT --may PERMISSION... [选项]

  --may PERMISSION      权限,可写多次;不超出账号的角色
  --title TEXT          用途
  --days N              有效期,1 至 400 天;不写时 365
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu key add 城管局接口 --may submit_batch --may read_batch --title 夜间报送
)",
              R"(make a key for a machine's account

usage: sanqu key add ACCOUNT --may PERMISSION... [OPTIONS]

  --may PERMISSION      what it may, as far as its account may; may be given again
  --title TEXT          what it is for
  --days N              how long, 1 to 400 days; else 365
  --store URL           the store; else sanqu.db in this folder

example
  sanqu key add 城管局接口 --may submit_batch --may read_batch --title nightly
)"},
    HelpTopic{"key rotate",
              R"(换新密钥,旧的再用几天

用法:sanqu key rotate PREFIX [选项]

  --overlap N           旧密钥再用几天;不写时 7
  --days N              新密钥的有效期;不写时 365
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu key rotate 3f9c2a10
)",
              R"(a new key; the old one works for some more days

usage: sanqu key rotate PREFIX [OPTIONS]

  --overlap N           for how many days the old one still works; else 7
  --days N              how long the new one works; else 365
  --store URL           the store; else sanqu.db in this folder

example
  sanqu key rotate 3f9c2a10
)"},
    HelpTopic{"key revoke",
              R"(停用密钥,即刻生效

用法:sanqu key revoke PREFIX [选项]

  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu key revoke 3f9c2a10
)",
              R"(revoke a key at once

usage: sanqu key revoke PREFIX [OPTIONS]

  --store URL           the store; else sanqu.db in this folder

example
  sanqu key revoke 3f9c2a10
)"},
};

}  // namespace

std::span<const HelpTopic> account_help_topics() { return k_topics; }

}  // namespace sanqu::cli
