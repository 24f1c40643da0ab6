// SPDX-License-Identifier: Apache-2.0
// What departments get wrong, done to a line on purpose. Each office has one fault that is its own, and all the others at times.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demo/demo.hpp"
#include "demo/dice.hpp"
#include "demo/offices.hpp"
#include "demo/templates.hpp"

namespace sanqu::demo {

/// The fault of a line, if it is to have one and the template (and the cells) have a place for it.
std::optional<Fault> fault_for(const std::vector<std::string>& cells, const Template& form,
                               Office office, Dice& dice);

/// Does it to the cells. Not for natural_person and duplicate_line, which are lines of their own.
void spoil(std::vector<std::string>& cells, const Template& form, Fault fault, Dice& dice);

/// A line about a natural person who does not exist, made from an ordinary line of the file.
void make_person(std::vector<std::string>& cells, const Template& form, Dice& dice);

}  // namespace sanqu::demo
