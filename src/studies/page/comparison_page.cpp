// SPDX-License-Identifier: Apache-2.0
#include "studies/report.hpp"
namespace sanqu::studies {
std::string comparison_page(const ComparisonReport&, Lang) { return ""; }
}  // namespace sanqu::studies
