// SPDX-License-Identifier: Apache-2.0
#include "demo/demo.hpp"

namespace sanqu::demo::errors {

const ErrorCode k_permille = {"demo.permille", "规模为千分之 {0},须在 1 至 {1} 之间",
                              "The scale of {0} permille is not between 1 and {1}",
                              "1000 为整座演示城市。", "1000 is the whole demo city."};
const ErrorCode k_folder_not_empty = {"demo.folder_not_empty", "文件夹“{0}”里已有文件",
                                      "The folder `{0}` holds files already", "换一个空文件夹。",
                                      "Name an empty folder."};
const ErrorCode k_not_written = {"demo.not_written", "无法写入“{0}”:{1}",
                                 "`{0}` can't be written: {1}", "检查路径、权限和磁盘空间。",
                                 "Check the path, the permission and the room on the disk."};

}  // namespace sanqu::demo::errors
