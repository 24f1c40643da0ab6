// SPDX-License-Identifier: Apache-2.0
// Texts only: `article`.
#include <array>

#include "cli/help_store.hpp"

namespace sanqu::cli {

namespace {

constexpr std::array k_topics = {
    HelpTopic{
        "article",
        R"(门户上的文章和通知:每一版都保留,发布的一版人人可见

用法:sanqu article add|edit|publish|withdraw|list|show

  add       写一篇新文章(草稿)
  edit      写下一版
  publish   发布最新一版
  withdraw  撤回
  list      全部文章,或只看公开的
  show      一篇文章的最新一版

例子
  sanqu article list
)",
        R"(articles and notices of the portal: every version is kept, the published one is seen by everybody

usage: sanqu article add|edit|publish|withdraw|list|show

  add       write a new article (a draft)
  edit      write its next version
  publish   publish the newest version
  withdraw  take it back
  list      all articles, or what is shown
  show      an article's newest version

example
  sanqu article list
)"},
    HelpTopic{
        "article add",
        R"(写一篇新文章;发布之前只有编辑看得到,编号写到标准输出

用法:sanqu article add --kind KIND --region CODE --title TEXT --body FILE [选项]

  --kind KIND           policy 政策、notice 通知、case 案例、guide 指南
  --region CODE         发布机关的行政区划代码
  --title TEXT          标题,一行
  --body FILE           正文文件,或 -;纯文字,可用少量 Markdown(# 标题、列表、**加粗**、[链接](https://…))
  --language zh|en      不写时为 zh
  --shown-through DATE  最后公开的一天;不写时一直公开
  --by NAME             谁;不写时记作 command line
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu article add --kind notice --region 371002 --title 关于年报的通知 --body notice.md
)",
        R"(write a new article; editors alone see it until it is published; its id goes to standard output

usage: sanqu article add --kind KIND --region CODE --title TEXT --body FILE [OPTIONS]

  --kind KIND           policy, notice, case or guide
  --region CODE         division code of the office that speaks
  --title TEXT          one line
  --body FILE           a file, or -; plain text with a little Markdown (# headings, lists, **bold**, [links](https://...))
  --language zh|en      else zh
  --shown-through DATE  the last day on which it is shown; else for ever
  --by NAME             who; else `command line`
  --store URL           the store; else sanqu.db in this folder

example
  sanqu article add --kind notice --region 371002 --title "Annual reports" --language en --body notice.md
)"},
    HelpTopic{"article edit",
              R"(写下一版;公开的仍是已发布的一版,直到再次发布

用法:sanqu article edit ID [选项]

  --kind KIND           policy 政策、notice 通知、case 案例、guide 指南
  --region CODE         发布机关的行政区划代码
  --title TEXT          标题,一行
  --body FILE           正文文件,或 -;纯文字,可用少量 Markdown(# 标题、列表、**加粗**、[链接](https://…))
  --language zh|en      不写时照旧
  --shown-through DATE  最后公开的一天;不写时照旧
  --read N              读过的是第几版;已有更新的一版时不执行
  --by NAME             谁;不写时记作 command line
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu article edit 3 --body notice.md
)",
              R"(write the next version; what is shown stays until it is published

usage: sanqu article edit ID [OPTIONS]

  --kind KIND           policy, notice, case or guide
  --region CODE         division code of the office that speaks
  --title TEXT          one line
  --body FILE           a file, or -; plain text with a little Markdown (# headings, lists, **bold**, [links](https://...))
  --language zh|en      else as it was
  --shown-through DATE  the last day on which it is shown; else as it was
  --read N              the version that was read; refused where there is a newer one
  --by NAME             who; else `command line`
  --store URL           the store; else sanqu.db in this folder

example
  sanqu article edit 3 --body notice.md
)"},
    HelpTopic{"article publish",
              R"(发布最新一版,人人可见

用法:sanqu article publish ID [选项]

  --read N              读过的是第几版;已有更新的一版时不执行
  --by NAME             谁;不写时记作 command line
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu article publish 3
)",
              R"(publish the newest version: everybody sees it

usage: sanqu article publish ID [OPTIONS]

  --read N              the version that was read; refused where there is a newer one
  --by NAME             who; else `command line`
  --store URL           the store; else sanqu.db in this folder

example
  sanqu article publish 3
)"},
    HelpTopic{"article withdraw",
              R"(撤回,不再公开;各版仍保留

用法:sanqu article withdraw ID --reason TEXT [选项]

  --reason TEXT         理由
  --by NAME             谁;不写时记作 command line
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu article withdraw 3 --reason 已由新通知代替
)",
              R"(take it back: it is shown no more, its versions stay

usage: sanqu article withdraw ID --reason TEXT [OPTIONS]

  --reason TEXT         why
  --by NAME             who; else `command line`
  --store URL           the store; else sanqu.db in this folder

example
  sanqu article withdraw 3 --reason "replaced by a new notice"
)"},
    HelpTopic{"article list",
              R"(全部文章的最新一版,或只看公开的

用法:sanqu article list [选项]

  --kind KIND           只看一类
  --published           今天人人可见的
  --format table|json   不写时:终端 table,否则 json
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu article list --published
)",
              R"(the newest version of all articles, or what is shown

usage: sanqu article list [OPTIONS]

  --kind KIND           of one kind
  --published           what everybody sees today
  --format table|json   else table for a terminal, json otherwise
  --store URL           the store; else sanqu.db in this folder

example
  sanqu article list --published
)"},
    HelpTopic{"article show",
              R"(一篇文章的最新一版

用法:sanqu article show ID [选项]

  --format table|json   不写时:终端 table,否则 json
  --store URL           库;不写时为当前文件夹的 sanqu.db

例子
  sanqu article show 3
)",
              R"(an article's newest version

usage: sanqu article show ID [OPTIONS]

  --format table|json   else table for a terminal, json otherwise
  --store URL           the store; else sanqu.db in this folder

example
  sanqu article show 3
)"},
};

}  // namespace

std::span<const HelpTopic> article_help_topics() { return k_topics; }

}  // namespace sanqu::cli
