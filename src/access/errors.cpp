// SPDX-License-Identifier: Apache-2.0
#include "access/access.hpp"

namespace sanqu::access::errors {

// ---- what is asked for

const ErrorCode k_name = {"access.name", "“{0}”不能用作账号名", "`{0}` can't be an account's name",
                          "用 1 至 64 个字母、汉字、数字或 . _ - @,不含空格。",
                          "Take 1 to 64 letters, digits or . _ - @ without blanks."};
const ErrorCode k_name_taken = {"access.name_taken", "账号 {0} 已存在(不分大小写、全半角)",
                                "There is an account {0} already (capitals don't count)",
                                "换一个账号名。", "Choose another name."};
const ErrorCode k_no_account = {"access.no_account", "没有账号 {0}", "There is no account {0}",
                                "用 `sanqu account list` 查看。", "See `sanqu account list`."};
const ErrorCode k_password_short = {
    "access.password_short", "密码不足 {0} 个字符", "The password has fewer than {0} characters",
    "用一句自己记得住的话即可,不要求大小写、数字或符号。",
    "A sentence that you remember will do; no capitals, digits or signs are asked for."};
const ErrorCode k_password_long = {"access.password_long", "密码超过 {0} 字节",
                                   "The password has more than {0} bytes", "请用短一些的密码。",
                                   "Take a shorter one."};
const ErrorCode k_password_known = {
    "access.password_known", "这个密码太常见,或与账号名相近",
    "This password is one that everybody tries first, or the account's name",
    "换一个别人猜不到的,例如几个互不相关的词。",
    "Take one that nobody guesses, a few words that have nothing to do with each other."};
const ErrorCode k_password_text = {"access.password_text", "密码含有控制字符,或不是 UTF-8",
                                   "The password has control characters, or is not UTF-8",
                                   "检查输入的编码。", "Check the encoding of what was typed."};
const ErrorCode k_role = {
    "access.role", "没有角色“{0}”", "There is no role `{0}`",
    "可用 organisation、department、zone_manager、credit_office、auditor、administrator。",
    "Use organisation, department, zone_manager, credit_office, auditor or administrator."};
const ErrorCode k_role_needs = {"access.role_needs", "角色“{0}”的写法不完整",
                                "The role `{0}` is not complete", "写作 {1}。", "Write {1}."};
const ErrorCode k_roles_exclude = {
    "access.roles_exclude", "{0} 和 {1} 不能由同一账号担任", "One account can't be {0} and {1}",
    "系统管理员不看档案,审计不改数据:请另建账号。",
    "An administrator sees no file and an auditor changes nothing: make another account."};
const ErrorCode k_no_grant = {
    "access.no_grant", "账号 {0} 没有角色 {1}", "The account {0} has no role {1}",
    "用 `sanqu account roles {0}` 查看。", "See `sanqu account roles {0}`."};
const ErrorCode k_permission = {"access.permission", "没有权限“{0}”,或密钥不能有它",
                                "There is no permission `{0}`, or a key can't have it",
                                "可用:{1}。", "Use {1}."};
const ErrorCode k_purpose = {"access.purpose", "查询用途“{0}”不能用",
                             "`{0}` is no purpose for this look",
                             "此角色可用:{1};带(+)的须写明授权文件。",
                             "This role may state: {1}; (+) needs the authorising document."};
const ErrorCode k_no_key = {"access.no_key", "没有密钥 {0},或已停用",
                            "There is no key {0}, or it is revoked", "用 `sanqu key list` 查看。",
                            "See `sanqu key list`."};
const ErrorCode k_key_days = {"access.key_days", "密钥的有效期须为 1 至 {0} 天",
                              "A key is valid for 1 to {0} days", "到期前可轮换。",
                              "It can be rotated before it ends."};
const ErrorCode k_key_person = {"access.key_person", "账号 {0} 属于个人,不能有密钥",
                                "The account {0} is a person's",
                                "为机器另建账号:sanqu account add 名称 --machine。",
                                "Make one for the machine: sanqu account add NAME --machine."};

// ---- who asks

const ErrorCode k_sign_in_failed = {
    "access.sign_in_failed", "账号或密码不对", "The account or the password is wrong",
    "检查输入法和大小写;忘记密码请找系统管理员。",
    "Check the keyboard; an administrator can reset a forgotten password."};
const ErrorCode k_wait = {"access.wait", "失败次数过多,请在 {0} 后再试",
                          "Too many failed tries; try again at {0}",
                          "等待时间随失败次数增长;不会永久锁定。",
                          "The wait grows with the failures; nobody is locked out for good."};
const ErrorCode k_second_factor_wanted = {
    "access.second_factor_wanted", "还需要动态码", "A one-time code is wanted too",
    "输入验证器中的 6 位数字,或一个恢复码。",
    "Type the six digits of the authenticator, or a recovery code."};
const ErrorCode k_second_factor_off = {
    "access.second_factor_off", "动态码不对,第二因素没有启用",
    "The code is wrong; the second factor was not turned on",
    "检查手机的时间,用验证器中最新的 6 位数字。",
    "Check the telephone's clock and take the newest six digits."};
const ErrorCode k_not_signed_in = {"access.not_signed_in", "没有登录,或登录已过期",
                                   "Not signed in, or not any more", "请重新登录。",
                                   "Sign in again."};
const ErrorCode k_link_void = {"access.link_void", "链接无效:已用过、已过期,或已有系统管理员",
                               "The link is void: used, expired, or there is an administrator",
                               "重新启动服务可得到新链接;已有管理员时请找他。",
                               "A restart gives a new one; where there is an administrator, ask."};
const ErrorCode k_refused = {"access.refused", "没有权限:{0}", "Not allowed: {1}",
                             "如确需要,请找系统管理员调整角色。",
                             "If you need it, ask an administrator for the role."};

// ---- the key file

const ErrorCode k_key_file = {"access.key_file", "密钥文件 {0} 不能用:{1}",
                              "The key file {0} can't be used: {1}",
                              "检查权限;从保存处恢复原来的密钥文件。没有它,第二因素须重新登记。",
                              "Check its permissions; restore the one that was kept. Without it "
                              "second factors have to be set up again."};
const ErrorCode k_key_file_open = {"access.key_file_open", "密钥文件 {0} 可被其他用户读取",
                                   "Others can read the key file {0}",
                                   "运行 chmod 600;如可能已外泄,重新登记第二因素。",
                                   "Run chmod 600; if it may have leaked, set second factors up "
                                   "again."};
const ErrorCode k_sealed = {"access.sealed", "密文打不开:密钥文件不是原来的,或内容被改过",
                            "What is sealed does not open: another key file, or it was changed",
                            "恢复原来的密钥文件;否则为该账号重置第二因素。",
                            "Restore the key file, or reset the account's second factor."};

}  // namespace sanqu::access::errors
