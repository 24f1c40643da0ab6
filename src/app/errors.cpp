// SPDX-License-Identifier: Apache-2.0
#include "app/errors.hpp"

namespace sanqu::app::errors {

const ErrorCode k_listen_form = {"configuration.listen", "“{0}”不是监听地址",
                                 "`{0}` is no address to listen on",
                                 "写成 地址:端口,如 127.0.0.1:8080 或 \"[::1]:8080\"。",
                                 "Write ADDRESS:PORT, such as 127.0.0.1:8080 or \"[::1]:8080\"."};
const ErrorCode k_path = {"configuration.path", "“{0}”不是可写入的文件夹",
                          "`{0}` is no folder that can be written to",
                          "建立它,或改成另一个;相对路径从配置文件所在的文件夹算起。",
                          "Make it or name another; a relative path begins at the file's folder."};
const ErrorCode k_secret_long = {"configuration.secret_long", "{0} 长于 {1} 字节",
                                 "{0} is longer than {1} bytes", "", ""};

const ErrorCode k_network = {"configuration.network", "“{0}”不是地址或网段",
                             "`{0}` is no address and no network",
                             "写成 127.0.0.1、\"::1\" 或 10.0.0.0/8(网段后面的位为零)。",
                             "Write 127.0.0.1, \"::1\" or 10.0.0.0/8 (zero behind its length)."};

const ErrorCode k_address = {"configuration.address", "“{0}”不是 https 地址",
                             "`{0}` is no https address",
                             "写成 https://主机[:端口][/路径];http 只能用于本机。",
                             "Write https://HOST[:PORT][/PATH]; http is for this machine only."};

}  // namespace sanqu::app::errors
