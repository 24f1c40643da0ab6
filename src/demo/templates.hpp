// SPDX-License-Identifier: Apache-2.0
// What a department's file of a class looks like: its columns, and which of them a fault can fall on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sanqu::demo {

inline constexpr int k_no_column = -1;

struct Template {
  std::string_view class_id;
  std::vector<std::string_view> titles;
  std::vector<std::string_view> item_codes;  // empty: the template has none
  std::vector<int> dates;                    // columns
  std::vector<int> numbers;
  int code = k_no_column;       // the subject's credit code
  int key = k_no_column;        // the record's number
  int day = k_no_column;        // when it happened
  int text = k_no_column;       // what a swap puts in the place of the day
  int word = k_no_column;       // of a code set
  std::string_view wrong_word;  // that the code set lacks
  int amount = k_no_column;     // in 10,000 yuan
  // Lines about natural persons, in templates that have a place for them.
  int category = k_no_column;
  int name = k_no_column;
  int papers = k_no_column;         // kind of identity papers
  int papers_number = k_no_column;  // k_no_column: the number stands in the place of the code
  bool takes_faults = true;
};

const Template& subject_template();
const Template& zone_template();
const Template& membership_template();
const Template& status_template();
const Template& merge_template();
const Template& registration_template();
const Template& licence_template();
const Template& penalty_template();
const Template& inspection_template();
const Template& abnormal_template();
const Template& complaint_template();
const Template& commendation_template();
const Template& benefit_template();
const Template& commitment_template();
const Template& contract_template();
const Template& tax_template();
const Template& review_template();
const Template& list_template();
const Template& judgment_template();
const Template& defaulter_template();

}  // namespace sanqu::demo
