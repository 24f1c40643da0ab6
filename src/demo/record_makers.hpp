// SPDX-License-Identifier: Apache-2.0
// One function a kind of file: who of the city has such records, when, and what they say. Each puts its lines into the outbox;
// none knows what another made. How often something happens follows from how carefully a business is run and how much it does.
#pragma once

#include "demo/outbox.hpp"
#include "demo/population.hpp"

namespace sanqu::demo {

/// Subjects, zones, memberships, mergers, and registration records.
void add_register(const City& city, Outbox& outbox);
void add_licences(const City& city, Outbox& outbox);
void add_penalties(const City& city, Outbox& outbox);
void add_inspections(const City& city, Outbox& outbox);
void add_abnormal(const City& city, Outbox& outbox);
void add_complaints(const City& city, Outbox& outbox);
void add_listings(const City& city, Outbox& outbox);
void add_commendations(const City& city, Outbox& outbox);
void add_benefits(const City& city, Outbox& outbox);
void add_commitments(const City& city, Outbox& outbox);
void add_contracts(const City& city, Outbox& outbox);
void add_taxes(const City& city, Outbox& outbox);
void add_reviews(const City& city, Outbox& outbox);
void add_judgments(const City& city, Outbox& outbox);
void add_defaulters(const City& city, Outbox& outbox);

/// How a business is run, in four classes that many figures go by.
enum class Conduct : std::uint8_t { reckless, poor, fair, good };
Conduct conduct_of(const Subject& subject);
/// The figure for its conduct.
int by_conduct(const Subject& subject, int reckless, int poor, int fair, int good);
/// A rate that grows with how much goes on there.
int by_activity(const Subject& subject, int per_ten_thousand);

ZoneKind zone_kind_on(const City& city, const Subject& subject, Date day);
/// `澜市监罚〔2024〕123号`
std::string document_no(Office office, std::string_view kind, Date day, int serial);
/// Yuan in units of 10,000: 2000 -> 0.2
std::string in_wan(int yuan);
/// 法人及非法人组织 or 个体工商户.
std::string_view category_of(const Subject& subject);

}  // namespace sanqu::demo
