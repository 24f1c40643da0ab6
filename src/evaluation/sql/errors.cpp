// SPDX-License-Identifier: Apache-2.0
#include "evaluation/sql/errors.hpp"

namespace sanqu::evaluation::sql_errors {

const ErrorCode k_range = {
    "evaluation.sql_range", "{0}:不能证明数值总在 {2} 能准确保存的范围内",
    "{1}: it can't be proved that {2} holds its numbers exactly",
    "在目录中收窄相关数据项的 min、max,或改用 --dialect postgresql。",
    "Narrow the fields' min and max in the catalogue, or use --dialect postgresql."};
const ErrorCode k_shape = {"evaluation.sql_shape", "{0}:没有 SQL 形式:{2}",
                           "{1}: no SQL form for {3}", "用 sanqu evaluate 计算。",
                           "Evaluate it with sanqu evaluate."};

}  // namespace sanqu::evaluation::sql_errors
