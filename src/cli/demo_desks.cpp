// SPDX-License-Identifier: Apache-2.0
#include "cli/demo_desks.hpp"

#include <array>
#include <map>
#include <vector>

#include <fmt/core.h>

#include "acts/change_account.hpp"
#include "acts/write_article.hpp"
#include "cli/office.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/region_code.hpp"
#include "demo/demo.hpp"

namespace sanqu::cli {

namespace {

struct DemoArticle {
  portal::ArticleKind kind;
  std::string_view title;
  std::string_view body;
};

constexpr std::array<DemoArticle, 4> k_articles = {{
    {portal::ArticleKind::policy, "澜川市商户公开信用评价怎么评(演示)",
     "澜川是一座虚构的城市,这里的商户、记录和评价都是编出来的。\n\n"
     "# 看什么\n\n- 只看依法公开、且仍在公示期内的记录\n- "
     "看企业、个体工商户的经营行为,**不评价任何自然人**\n\n"
     "# 不看什么\n\n- 已修复、已过公示期、异议成立的记录不计分\n- 没有记录不等于信用不好\n\n"
     "完整办法见[标准页](/standards/lanchuan.open)。"},
    {portal::ArticleKind::notice, "关于核对本单位信用档案的通知(演示)",
     "请各商户登录后核对本单位的信用档案。认为记录有误的,可以提出异议;异议处理期间,"
     "记录会注明“异议处理中”。\n\n"
     "谁查过本单位的档案、为什么查,登录后也能看到。"},
    {portal::ArticleKind::case_, "一家餐馆的信用修复(演示)",
     "一家餐馆因未按期报送年报被列入经营异常名录。补报年报、办理移出之后,这条记录不再计分,"
     "等级随即恢复。\n\n"
     "1. 补报年报\n2. 申请移出\n3. 当天重新评价"},
    {portal::ArticleKind::guide, "怎样看懂信用评价结果(演示)",
     "# 从等级到记录\n\n每个得分都能一层层看到依据:维度、指标、每一条记录。\n\n"
     "# 结果会自己变\n\n记录到了公示期限,等级会在那一天自动更新;“下次变化”就是这个日期。"},
}};

/// Of all zones; the office of the smallest division around them speaks on the portal.
Result<std::string> division_of_zones(acts::Store& store) {
  const auto reading = TRY(store.begin_read());
  std::optional<RegionCode> around;
  for (const registry::ZoneLine& zone : TRY(reading->registry().zones())) {
    const auto region = RegionCode::parse(zone.region);
    if (!region) continue;
    if (!around) around = region;
    while (around && !around->contains(*region)) around = around->parent();
  }
  return around ? around->text() : std::string("419900");
}

Result<bool> publish_articles(acts::Store& store, const std::string& division, Lang lang,
                              Instant now) {
  const std::string author(in(lang, "示范拟定人", "demo author"));
  const std::string publisher(in(lang, "示范批准人", "demo approver"));
  for (const DemoArticle& one : k_articles) {
    portal::ArticleText text;
    text.kind = one.kind;
    text.region = division;
    text.title = one.title;
    text.body = one.body;
    const auto article = TRY(acts::add_article(store, text, author, now));
    TRY(acts::publish_article(store, article.id, article.version, publisher, now));
  }
  return true;
}

/// Five groups of four letters and digits that nobody takes for one another: 100 random bits.
std::string new_password(RandomSource& random) {
  constexpr std::string_view k_letters = "abcdefghijkmnpqrstuvwxyz23456789";  // 32
  const auto bytes = random.bytes<20>();
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += k_letters[bytes[i] % k_letters.size()];
  }
  return out;
}

struct Desk {
  std::string name;
  std::string office;
  std::string role;  // as read_grant takes it
  std::string zh;
  std::string en;
};

Result<std::vector<Desk>> desks_of(acts::Store& store, const std::string& division,
                                   const std::string& subject) {
  const auto reading = TRY(store.begin_read());
  // A department that sends much, and a zone that has members.
  std::map<std::string, std::size_t> files;
  for (const auto& batch : TRY(reading->batches().batches("", 100'000))) {
    if (!batch.by_code.empty()) ++files[batch.source];
  }
  std::string department;
  for (const auto& [source, count] : files) {
    if (department.empty() || count > files[department]) department = source;
  }
  std::vector<Desk> out = {
      {"demo-office", "澜川市信用办公室", "credit_office:" + division, "信用办", "credit office"},
      {"demo-office-2", "澜川市信用办公室", "credit_office:" + division, "信用办(双人复核的另一人)",
       "credit office, the second person"},
      {"demo-auditor", "澜川市审计局", "auditor", "审计", "auditor"},
      {"demo-admin", "澜川市大数据中心", "administrator", "系统管理员", "administrator"}};
  if (!department.empty()) {
    out.push_back({"demo-department", department, "department:" + department + ":*",
                   "部门:" + department, "department: " + department});
  }
  const auto zones = TRY(reading->registry().zones());
  if (!zones.empty()) {
    out.push_back({"demo-zone", zones.front().title, "zone_manager:" + zones.front().zone_id,
                   "信用区:" + zones.front().title, "zone: " + zones.front().title});
  }
  if (!subject.empty()) {
    out.push_back({"demo-shop", subject, "organisation:" + subject, "商户:" + subject,
                   "organisation: " + subject});
  }
  return out;
}

Result<bool> make_accounts(const std::vector<Desk>& desks, const acts::AccountTools& tools,
                           const Surroundings& around) {
  const bool zh = around.lang == Lang::zh;
  TextTable table(zh ? std::vector<std::string>{"账号", "密码", "席位"}
                     : std::vector<std::string>{"account", "password", "desk"});
  for (const Desk& desk : desks) {
    const std::string password = new_password(around.random);
    acts::NewAccount account;
    account.name = desk.name;
    account.person = desk.name;
    account.organisation = desk.office;
    account.password = access::Secret(password);
    access::RoleGrant grant = TRY(access::read_grant(desk.role));
    if (grant.role == access::Role::organisation) grant.proof = "sanqu demo";
    account.roles.push_back(std::move(grant));
    TRY(acts::add_account(tools, account, acts::k_by_command_line, around.clock.now()));
    table.row({desk.name, password, zh ? desk.zh : desk.en});
  }
  around.out.line("");
  around.out.line(std::string(
      in(around.lang,
         "五、每个席位一个演示账号。只供演示:密码只显示这一次,库里全是虚构数据,不要用于真实业务。",
         "5. an account for each desk. For demonstration only: the passwords are shown this once, "
         "the store "
         "holds invented data; never use it for real work.")));
  table.write(around.out);
  around.out.line(
      std::string(in(around.lang, "发布文章、标准和管理账号须先在“我的账号”里启用动态码。",
                     "Publishing and managing accounts takes a second factor: turn it on "
                     "under your own account first.")));
  return true;
}

}  // namespace

Result<bool> furnish_demo(const DemoArguments& arguments, const std::string& subject,
                          const Surroundings& around) {
  const auto office = TRY(Office::open(arguments.store, around));
  const acts::AccountTools tools = office->tools();
  const std::string division = TRY(division_of_zones(tools.store));
  const auto published_at = Instant::parse(demo::last_day().text());
  TRY(publish_articles(tools.store, division, around.lang, *published_at));
  return make_accounts(TRY(desks_of(tools.store, division, subject)), tools, around);
}

}  // namespace sanqu::cli
