// SPDX-License-Identifier: Apache-2.0
#include "storage/errors.hpp"

namespace sanqu::storage::errors {

// ---- the file

const ErrorCode k_url = {"storage.url", "不认识的库地址“{0}”", "`{0}` is no address of a store",
                         "写作 sqlite:路径,例如 sqlite:sanqu.db。",
                         "Write sqlite:PATH, for example sqlite:sanqu.db."};
const ErrorCode k_missing = {"storage.missing", "库文件 {0} 不存在", "There is no store {0}",
                             "检查路径;要建新库,运行 `sanqu init`。",
                             "Check the path; `sanqu init` makes a new store."};
const ErrorCode k_no_folder = {"storage.no_folder", "{0} 所在的文件夹不存在",
                               "The folder of {0} does not exist", "检查路径,或先建好文件夹。",
                               "Check the path, or make the folder first."};
const ErrorCode k_exists = {
    "storage.exists", "文件 {0} 已存在", "The file {0} is there already",
    "换一个文件名;本程序从不覆盖已有的文件。",
    "Choose another name; this program never overwrites a file that is there."};
const ErrorCode k_foreign = {"storage.foreign", "{0} 不是三区的库文件",
                             "{0} is not a store of Sanqu",
                             "检查路径;本程序不会改动别的程序的文件。",
                             "Check the path; this program does not touch other programs' files."};
const ErrorCode k_newer = {
    "storage.newer", "库文件 {0} 由更新的版本写成(库版本 {1},本程序到 {2})",
    "The store {0} was written by a newer version (store version {1}, this program knows {2})",
    "请升级本程序。", "Upgrade this program."};
const ErrorCode k_older = {
    "storage.older", "库文件 {0} 是旧版本(库版本 {1},本程序用 {2})",
    "The store {0} has an older form (store version {1}, this program uses {2})",
    "先备份,再运行 `sanqu store migrate`。", "Back it up, then run `sanqu store migrate`."};
const ErrorCode k_damaged = {"storage.damaged", "库文件 {0} 已损坏:{1}",
                             "The store {0} is damaged: {1}",
                             "停止使用,保留此文件;用 `sanqu store restore` 恢复最近的备份。",
                             "Stop using it but keep the file; restore the latest backup with "
                             "`sanqu store restore`."};

// ---- the surroundings

const ErrorCode k_locked = {"storage.locked", "库 {0} 正被另一个程序写入,等待 {1} 秒后仍未空闲",
                            "Another program is writing into the store {0}; waited {1} seconds",
                            "等那个程序(例如导入)结束后再试。",
                            "Try again when that program, an import perhaps, has finished."};
const ErrorCode k_full = {"storage.full", "磁盘已满,库 {0} 未改动:{1}",
                          "The disk is full; the store {0} is unchanged: {1}",
                          "腾出空间后重做;库中没有留下半截数据。",
                          "Free some space and do it again; nothing half done is in the store."};
const ErrorCode k_read_only = {
    "storage.read_only", "无法写入库 {0} 或它所在的文件夹:{1}",
    "The store {0} or its folder can't be written: {1}",
    "检查文件和文件夹的权限(库旁边还要写 -wal、-shm 两个文件);只想查看时,复制到可写的文件夹。",
    "Check the permissions of file and folder (two files, -wal and -shm, are written beside it); "
    "to look only, copy it to a folder that can be written."};
const ErrorCode k_io = {
    "storage.io", "读写库 {0} 时出错:{1}", "Reading or writing the store {0} failed: {1}",
    "检查磁盘和文件系统,然后运行 `sanqu store check`;重做刚才的操作即可。",
    "Check the disk, then run `sanqu store check`; what was under way can simply be repeated."};

// ---- the store's rules

const ErrorCode k_refused = {
    "storage.refused", "库的规则不允许:{1}({0})", "The store's rules do not allow it: {1} ({0})",
    "历史只增不改,每一行都有来源批次,主体不能是自然人;这是程序的错误,请报告。",
    "History is only added to, every line has the batch it came with, no subject is a natural "
    "person; this is a mistake of a program, please report it."};

// ---- findings of check

const ErrorCode k_dangling = {"storage.dangling", "{0}:表 {1} 的第 {2} 行指向 {3} 中不存在的行",
                              "{0}: row {2} of table {1} refers to a row of {3} that is not there",
                              "保留此文件,恢复最近的备份,并请报告。",
                              "Keep the file, restore the latest backup, and please report it."};
const ErrorCode k_inconsistent = {
    "storage.inconsistent", "{0}:{1}(编号 {3})", "{0}: {2} (number {3})",
    "保留此文件,恢复最近的备份,并请报告。",
    "Keep the file, restore the latest backup, and please report it."};

}  // namespace sanqu::storage::errors
