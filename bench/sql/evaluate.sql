-- SPDX-License-Identifier: Apache-2.0
-- The benchmark's standard (`bench/standard/bench.yaml`) as one statement, exact, for DuckDB and PostgreSQL alike:
-- a row a subject with the points of its 40 indicators in thousandths, its total and its grade (1 is A, 5 is E).
-- Class and severity numbers: `bench/data.hpp`. Amounts are fen. As of 2026-06-15.
-- `/*fence*/`: where PostgreSQL must not merge two levels, which would work out each expression several times.
CREATE /*unlogged*/ TABLE result AS
SELECT
  subject,
  penalties_12, penalties_serious, penalties_by_table, penalties_fines, penalties_decayed, abnormal_24,
  abnormal_latest, complaints_12, judgment_exists, judgment_amount, judgment_decayed, tax_arrears_24,
  tax_arrears_amount, wage_arrears_36, wage_arrears_by_table, wage_arrears_level, accidents_12, accidents_36,
  accidents_serious, accidents_loss, accidents_decayed, accident_free, complaints_upheld, adverse_any,
  commendations_12, commendations_36, commendations_high, commendations_decayed, commendation_latest,
  donations_amount, donations_60, donation_recent, contracts_12, contracts_minor, contracts_amount,
  contracts_by_table, tax_paid, tax_payments_36, tax_level_best, tax_level_least,
  total,
  CASE WHEN dishonesty > 0 THEN 5
       WHEN penalties_24 >= 4 THEN greatest(3, points_grade)
       ELSE points_grade END AS grade
FROM (SELECT *,
  CASE WHEN total >= 640000 THEN 1 WHEN total >= 600000 THEN 2 WHEN total >= 560000 THEN 3
       WHEN total >= 480000 THEN 4 ELSE 5 END AS points_grade
FROM (SELECT *,
  least(1000000, greatest(0, 600000 + compliance + obligations + safety + merits + operation)) AS total
FROM (SELECT *,
    least(0, greatest(-400000, penalties_12 + penalties_serious + penalties_by_table + penalties_fines +
      penalties_decayed + abnormal_24 + abnormal_latest + complaints_12)) AS compliance,
    least(0, greatest(-350000, judgment_exists + judgment_amount + judgment_decayed + tax_arrears_24 +
      tax_arrears_amount + wage_arrears_36 + wage_arrears_by_table + wage_arrears_level)) AS obligations,
    least(30000, greatest(-300000, half_away(8 * (accidents_12 + accidents_36 + accidents_serious + accidents_loss +
      accidents_decayed + accident_free + complaints_upheld + adverse_any), 10))) AS safety,
    least(200000, greatest(0, commendations_12 + commendations_36 + commendations_high + commendations_decayed +
      commendation_latest + donations_amount + donations_60 + donation_recent)) AS merits,
    least(220000, greatest(-50000, half_away(12 * (contracts_12 + contracts_minor + contracts_amount +
      contracts_by_table + tax_paid + tax_payments_36 + tax_level_best + tax_level_least), 10))) AS operation
FROM (SELECT
    subject.subject, dishonesty, penalties_24,
    greatest(-120000, -15000 * coalesce(penalties_12, 0)) AS penalties_12,
    greatest(-160000, -40000 * coalesce(penalties_serious, 0)) AS penalties_serious,
    greatest(-200000, -CAST(coalesce(penalties_by_table, 0) AS bigint)) AS penalties_by_table,
    greatest(-60000, half_away(-5 * CAST(coalesce(penalties_fines, 0) AS bigint), 10000)) AS penalties_fines,
    greatest(-100000, -CAST(coalesce(penalties_decayed, 0) AS bigint)) AS penalties_decayed,
    greatest(-60000, -20000 * coalesce(abnormal_24, 0)) AS abnormal_24,
    CASE WHEN abnormal_latest IS NULL THEN 0 WHEN months_to_as_of(abnormal_latest) >= 36 THEN 0 WHEN
      months_to_as_of(abnormal_latest) >= 24 THEN -5000 WHEN months_to_as_of(abnormal_latest) >= 12 THEN -15000 ELSE
      -25000 END AS abnormal_latest,
    CASE WHEN complaints_12 >= 10 THEN -40000 WHEN complaints_12 >= 6 THEN -25000 WHEN complaints_12 >= 3 THEN -10000
      WHEN complaints_12 >= 1 THEN -3000 ELSE 0 END AS complaints_12,
    CASE WHEN judgment_exists >= 1 THEN -50000 ELSE 0 END AS judgment_exists,
    greatest(-100000, half_away(-10 * CAST(coalesce(judgment_amount, 0) AS bigint), 10000)) AS judgment_amount,
    greatest(-120000, -CAST(coalesce(judgment_decayed, 0) AS bigint)) AS judgment_decayed,
    greatest(-72000, -12000 * coalesce(tax_arrears_24, 0)) AS tax_arrears_24,
    greatest(-80000, half_away(-24 * CAST(coalesce(tax_arrears_amount, 0) AS bigint), 100000)) AS tax_arrears_amount,
    greatest(-100000, -25000 * coalesce(wage_arrears_36, 0)) AS wage_arrears_36,
    greatest(-150000, -CAST(coalesce(wage_arrears_by_table, 0) AS bigint)) AS wage_arrears_by_table,
    -2000 * coalesce(wage_arrears_level, 0) AS wage_arrears_level,
    greatest(-120000, -30000 * coalesce(accidents_12, 0)) AS accidents_12,
    greatest(-60000, -10000 * coalesce(accidents_36, 0)) AS accidents_36,
    greatest(-180000, -60000 * coalesce(accidents_serious, 0)) AS accidents_serious,
    greatest(-80000, half_away(-8 * CAST(coalesce(accidents_loss, 0) AS bigint), 10000)) AS accidents_loss,
    greatest(-90000, -CAST(coalesce(accidents_decayed, 0) AS bigint)) AS accidents_decayed,
    CASE WHEN accident_free IS NULL THEN 10000 WHEN months_to_as_of(accident_free) >= 36 THEN 10000 WHEN
      months_to_as_of(accident_free) >= 24 THEN 0 WHEN months_to_as_of(accident_free) >= 6 THEN -10000 ELSE -20000 END
      AS accident_free,
    greatest(-40000, -4000 * coalesce(complaints_upheld, 0)) AS complaints_upheld,
    CASE WHEN adverse_any >= 12 THEN -30000 WHEN adverse_any >= 6 THEN -15000 WHEN adverse_any >= 3 THEN -5000 ELSE 0
      END AS adverse_any,
    least(40000, 8000 * coalesce(commendations_12, 0)) AS commendations_12,
    least(30000, 3000 * coalesce(commendations_36, 0)) AS commendations_36,
    least(60000, 12000 * coalesce(commendations_high, 0)) AS commendations_high,
    least(50000, CAST(coalesce(commendations_decayed, 0) AS bigint)) AS commendations_decayed,
    CASE WHEN commendation_latest IS NULL THEN 0 WHEN months_to_as_of(commendation_latest) >= 24 THEN 0 WHEN
      months_to_as_of(commendation_latest) >= 12 THEN 5000 WHEN months_to_as_of(commendation_latest) >= 6 THEN 10000
      ELSE 15000 END AS commendation_latest,
    least(60000, half_away(6 * CAST(coalesce(donations_amount, 0) AS bigint), 10000)) AS donations_amount,
    least(15000, 1500 * coalesce(donations_60, 0)) AS donations_60,
    CASE WHEN donation_recent >= 1 THEN 10000 ELSE 0 END AS donation_recent,
    least(30000, 1500 * coalesce(contracts_12, 0)) AS contracts_12,
    least(10000, 500 * coalesce(contracts_minor, 0)) AS contracts_minor,
    least(60000, half_away(20 * CAST(coalesce(contracts_amount, 0) AS bigint), 10000)) AS contracts_amount,
    least(50000, CAST(coalesce(contracts_by_table, 0) AS bigint)) AS contracts_by_table,
    least(60000, half_away(3 * CAST(coalesce(tax_paid, 0) AS bigint), 40000)) AS tax_paid,
    CASE WHEN tax_payments_36 >= 12 THEN 20000 WHEN tax_payments_36 >= 6 THEN 10000 WHEN tax_payments_36 >= 3 THEN
      5000 ELSE 0 END AS tax_payments_36,
    coalesce(3000 * tax_level_best, -5000) AS tax_level_best,
    coalesce(1500 * tax_level_least, 0) AS tax_level_least
FROM subject LEFT JOIN (SELECT
    subject,
    count(*) FILTER (WHERE class = 0 AND event_on > DATE '2025-06-15') AS penalties_12,
    count(*) FILTER (WHERE class = 0 AND severity = 2 AND event_on > DATE '2023-06-15') AS penalties_serious,
    sum(CASE severity WHEN 0 THEN CASE WHEN amount < 100000 THEN 1000 ELSE 3000 END WHEN 1 THEN CASE WHEN amount <
      1000000 THEN 5000 WHEN amount <= 10000000 THEN 10000 ELSE 15000 END ELSE CASE WHEN amount < 5000000 THEN 20000
      ELSE 35500 END END) FILTER (WHERE class = 0 AND event_on > DATE '2024-06-15') AS penalties_by_table,
    sum(amount) FILTER (WHERE class = 0 AND event_on > DATE '2021-06-15') AS penalties_fines,
    sum(level * CASE WHEN event_on > DATE '2025-06-15' THEN 8000 WHEN event_on > DATE '2024-06-15' THEN 4000 ELSE 2000
      END) FILTER (WHERE class = 0 AND event_on > DATE '2023-06-15') AS penalties_decayed,
    count(*) FILTER (WHERE class = 1 AND event_on > DATE '2024-06-15') AS abnormal_24,
    max(event_on) FILTER (WHERE class = 1 AND event_on > DATE '2021-06-15') AS abnormal_latest,
    count(*) FILTER (WHERE class = 6 AND event_on > DATE '2025-06-15') AS complaints_12,
    count(*) FILTER (WHERE class = 2 AND event_on > DATE '2021-06-15') AS judgment_exists,
    sum(amount) FILTER (WHERE class = 2 AND event_on > DATE '2023-06-15') AS judgment_amount,
    sum(CASE severity WHEN 0 THEN 400 WHEN 1 THEN 1000 ELSE 2550 END * CASE WHEN event_on > DATE '2025-06-15' THEN 10
      WHEN event_on > DATE '2024-06-15' THEN 8 WHEN event_on > DATE '2022-06-15' THEN 4 ELSE 2 END) FILTER (WHERE
      class = 2 AND event_on > DATE '2021-06-15') AS judgment_decayed,
    count(*) FILTER (WHERE class = 3 AND event_on > DATE '2024-06-15') AS tax_arrears_24,
    sum(amount * CASE WHEN event_on > DATE '2025-06-15' THEN 5 WHEN event_on > DATE '2024-06-15' THEN 3 ELSE 1 END)
      FILTER (WHERE class = 3 AND event_on > DATE '2021-06-15') AS tax_arrears_amount,
    count(*) FILTER (WHERE class = 4 AND event_on > DATE '2023-06-15') AS wage_arrears_36,
    sum(least(60000, level * CASE severity WHEN 0 THEN CASE WHEN amount < 100000 THEN 1000 ELSE 3000 END WHEN 1 THEN
      CASE WHEN amount < 1000000 THEN 5000 WHEN amount <= 10000000 THEN 10000 ELSE 15000 END ELSE CASE WHEN amount <
      5000000 THEN 20000 ELSE 35500 END END)) FILTER (WHERE class = 4 AND event_on > DATE '2021-06-15') AS
      wage_arrears_by_table,
    max(level) FILTER (WHERE class = 4 AND event_on > DATE '2021-06-15') AS wage_arrears_level,
    count(*) FILTER (WHERE class = 5 AND event_on > DATE '2025-06-15') AS accidents_12,
    count(*) FILTER (WHERE class = 5 AND event_on > DATE '2023-06-15') AS accidents_36,
    count(*) FILTER (WHERE class = 5 AND severity = 2 AND event_on > DATE '2021-06-15') AS accidents_serious,
    sum(amount) FILTER (WHERE class = 5 AND event_on > DATE '2024-06-15') AS accidents_loss,
    sum(level * CASE WHEN event_on > DATE '2025-06-15' THEN 12000 WHEN event_on > DATE '2024-06-15' THEN 8400 WHEN
      event_on > DATE '2023-06-15' THEN 4800 ELSE 1200 END) FILTER (WHERE class = 5 AND event_on > DATE '2021-06-15')
      AS accidents_decayed,
    max(event_on) FILTER (WHERE class = 5) AS accident_free,
    count(*) FILTER (WHERE class = 6 AND severity >= 1 AND event_on > DATE '2024-06-15') AS complaints_upheld,
    count(*) FILTER (WHERE class IN (0, 5, 6) AND event_on > DATE '2024-06-15') AS adverse_any,
    count(*) FILTER (WHERE class = 8 AND event_on > DATE '2025-06-15') AS commendations_12,
    count(*) FILTER (WHERE class = 8 AND event_on > DATE '2023-06-15') AS commendations_36,
    count(*) FILTER (WHERE class = 8 AND severity = 2 AND event_on > DATE '2021-06-15') AS commendations_high,
    sum(level * CASE WHEN event_on > DATE '2025-06-15' THEN 2500 WHEN event_on > DATE '2024-06-15' THEN 1250 ELSE 625
      END) FILTER (WHERE class = 8 AND event_on > DATE '2023-06-15') AS commendations_decayed,
    max(event_on) FILTER (WHERE class = 8 AND event_on > DATE '2021-06-15') AS commendation_latest,
    sum(amount) FILTER (WHERE class = 11 AND event_on > DATE '2024-06-15') AS donations_amount,
    count(*) FILTER (WHERE class = 11 AND event_on > DATE '2021-06-15') AS donations_60,
    count(*) FILTER (WHERE class = 11 AND event_on > DATE '2025-06-15') AS donation_recent,
    count(*) FILTER (WHERE class = 9 AND event_on > DATE '2025-06-15') AS contracts_12,
    count(*) FILTER (WHERE class = 9 AND severity = 0 AND event_on > DATE '2024-06-15') AS contracts_minor,
    sum(least(amount, 2000000)) FILTER (WHERE class = 9 AND event_on > DATE '2023-06-15') AS contracts_amount,
    sum(CASE severity WHEN 0 THEN CASE WHEN amount < 500000 THEN 200 ELSE 500 END WHEN 1 THEN CASE WHEN amount <
      2000000 THEN 800 ELSE 1600 END ELSE CASE WHEN amount < 10000000 THEN 2000 WHEN amount <= 50000000 THEN 3500 ELSE
      5000 END END) FILTER (WHERE class = 9 AND event_on > DATE '2024-06-15') AS contracts_by_table,
    sum(amount * CASE WHEN event_on > DATE '2025-06-15' THEN 4 WHEN event_on > DATE '2024-06-15' THEN 2 ELSE 1 END)
      FILTER (WHERE class = 10 AND event_on > DATE '2023-06-15') AS tax_paid,
    count(*) FILTER (WHERE class = 10 AND event_on > DATE '2023-06-15') AS tax_payments_36,
    max(level) FILTER (WHERE class = 10 AND event_on > DATE '2025-06-15') AS tax_level_best,
    min(level) FILTER (WHERE class = 10 AND event_on > DATE '2023-06-15') AS tax_level_least,
    count(*) FILTER (WHERE class = 7) AS dishonesty,
    count(*) FILTER (WHERE class = 0 AND event_on > DATE '2024-06-15') AS penalties_24
  FROM record
  WHERE event_on <= DATE '2026-06-15'
    AND in_force_from <= DATE '2026-06-15' AND in_force_through >= DATE '2026-06-15'
  GROUP BY subject
) AS gathered ON gathered.subject = subject.subject
/*fence*/) AS indicators
/*fence*/) AS dimensions
/*fence*/) AS totals
) AS graded
