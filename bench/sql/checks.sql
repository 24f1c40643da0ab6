-- SPDX-License-Identifier: Apache-2.0
-- The check sums of `bench/checks.hpp`, one row a line. All are exact integers, given as text.
WITH sums AS (SELECT
    sum(penalties_12) AS penalties_12,
    sum(penalties_serious) AS penalties_serious,
    sum(penalties_by_table) AS penalties_by_table,
    sum(penalties_fines) AS penalties_fines,
    sum(penalties_decayed) AS penalties_decayed,
    sum(abnormal_24) AS abnormal_24,
    sum(abnormal_latest) AS abnormal_latest,
    sum(complaints_12) AS complaints_12,
    sum(judgment_exists) AS judgment_exists,
    sum(judgment_amount) AS judgment_amount,
    sum(judgment_decayed) AS judgment_decayed,
    sum(tax_arrears_24) AS tax_arrears_24,
    sum(tax_arrears_amount) AS tax_arrears_amount,
    sum(wage_arrears_36) AS wage_arrears_36,
    sum(wage_arrears_by_table) AS wage_arrears_by_table,
    sum(wage_arrears_level) AS wage_arrears_level,
    sum(accidents_12) AS accidents_12,
    sum(accidents_36) AS accidents_36,
    sum(accidents_serious) AS accidents_serious,
    sum(accidents_loss) AS accidents_loss,
    sum(accidents_decayed) AS accidents_decayed,
    sum(accident_free) AS accident_free,
    sum(complaints_upheld) AS complaints_upheld,
    sum(adverse_any) AS adverse_any,
    sum(commendations_12) AS commendations_12,
    sum(commendations_36) AS commendations_36,
    sum(commendations_high) AS commendations_high,
    sum(commendations_decayed) AS commendations_decayed,
    sum(commendation_latest) AS commendation_latest,
    sum(donations_amount) AS donations_amount,
    sum(donations_60) AS donations_60,
    sum(donation_recent) AS donation_recent,
    sum(contracts_12) AS contracts_12,
    sum(contracts_minor) AS contracts_minor,
    sum(contracts_amount) AS contracts_amount,
    sum(contracts_by_table) AS contracts_by_table,
    sum(tax_paid) AS tax_paid,
    sum(tax_payments_36) AS tax_payments_36,
    sum(tax_level_best) AS tax_level_best,
    sum(tax_level_least) AS tax_level_least,
    sum(total) AS total,
    sum(total * CAST(subject % 1009 AS bigint)) AS total_weighted,
    count(*) FILTER (WHERE grade = 1) AS grade_A,
    count(*) FILTER (WHERE grade = 2) AS grade_B,
    count(*) FILTER (WHERE grade = 3) AS grade_C,
    count(*) FILTER (WHERE grade = 4) AS grade_D,
    count(*) FILTER (WHERE grade = 5) AS grade_E
  FROM result)
SELECT 0 AS line, 'penalties_12' AS word, CAST(penalties_12 AS varchar) AS value FROM sums
UNION ALL SELECT 1, 'penalties_serious', CAST(penalties_serious AS varchar) FROM sums
UNION ALL SELECT 2, 'penalties_by_table', CAST(penalties_by_table AS varchar) FROM sums
UNION ALL SELECT 3, 'penalties_fines', CAST(penalties_fines AS varchar) FROM sums
UNION ALL SELECT 4, 'penalties_decayed', CAST(penalties_decayed AS varchar) FROM sums
UNION ALL SELECT 5, 'abnormal_24', CAST(abnormal_24 AS varchar) FROM sums
UNION ALL SELECT 6, 'abnormal_latest', CAST(abnormal_latest AS varchar) FROM sums
UNION ALL SELECT 7, 'complaints_12', CAST(complaints_12 AS varchar) FROM sums
UNION ALL SELECT 8, 'judgment_exists', CAST(judgment_exists AS varchar) FROM sums
UNION ALL SELECT 9, 'judgment_amount', CAST(judgment_amount AS varchar) FROM sums
UNION ALL SELECT 10, 'judgment_decayed', CAST(judgment_decayed AS varchar) FROM sums
UNION ALL SELECT 11, 'tax_arrears_24', CAST(tax_arrears_24 AS varchar) FROM sums
UNION ALL SELECT 12, 'tax_arrears_amount', CAST(tax_arrears_amount AS varchar) FROM sums
UNION ALL SELECT 13, 'wage_arrears_36', CAST(wage_arrears_36 AS varchar) FROM sums
UNION ALL SELECT 14, 'wage_arrears_by_table', CAST(wage_arrears_by_table AS varchar) FROM sums
UNION ALL SELECT 15, 'wage_arrears_level', CAST(wage_arrears_level AS varchar) FROM sums
UNION ALL SELECT 16, 'accidents_12', CAST(accidents_12 AS varchar) FROM sums
UNION ALL SELECT 17, 'accidents_36', CAST(accidents_36 AS varchar) FROM sums
UNION ALL SELECT 18, 'accidents_serious', CAST(accidents_serious AS varchar) FROM sums
UNION ALL SELECT 19, 'accidents_loss', CAST(accidents_loss AS varchar) FROM sums
UNION ALL SELECT 20, 'accidents_decayed', CAST(accidents_decayed AS varchar) FROM sums
UNION ALL SELECT 21, 'accident_free', CAST(accident_free AS varchar) FROM sums
UNION ALL SELECT 22, 'complaints_upheld', CAST(complaints_upheld AS varchar) FROM sums
UNION ALL SELECT 23, 'adverse_any', CAST(adverse_any AS varchar) FROM sums
UNION ALL SELECT 24, 'commendations_12', CAST(commendations_12 AS varchar) FROM sums
UNION ALL SELECT 25, 'commendations_36', CAST(commendations_36 AS varchar) FROM sums
UNION ALL SELECT 26, 'commendations_high', CAST(commendations_high AS varchar) FROM sums
UNION ALL SELECT 27, 'commendations_decayed', CAST(commendations_decayed AS varchar) FROM sums
UNION ALL SELECT 28, 'commendation_latest', CAST(commendation_latest AS varchar) FROM sums
UNION ALL SELECT 29, 'donations_amount', CAST(donations_amount AS varchar) FROM sums
UNION ALL SELECT 30, 'donations_60', CAST(donations_60 AS varchar) FROM sums
UNION ALL SELECT 31, 'donation_recent', CAST(donation_recent AS varchar) FROM sums
UNION ALL SELECT 32, 'contracts_12', CAST(contracts_12 AS varchar) FROM sums
UNION ALL SELECT 33, 'contracts_minor', CAST(contracts_minor AS varchar) FROM sums
UNION ALL SELECT 34, 'contracts_amount', CAST(contracts_amount AS varchar) FROM sums
UNION ALL SELECT 35, 'contracts_by_table', CAST(contracts_by_table AS varchar) FROM sums
UNION ALL SELECT 36, 'tax_paid', CAST(tax_paid AS varchar) FROM sums
UNION ALL SELECT 37, 'tax_payments_36', CAST(tax_payments_36 AS varchar) FROM sums
UNION ALL SELECT 38, 'tax_level_best', CAST(tax_level_best AS varchar) FROM sums
UNION ALL SELECT 39, 'tax_level_least', CAST(tax_level_least AS varchar) FROM sums
UNION ALL SELECT 40, 'total', CAST(total AS varchar) FROM sums
UNION ALL SELECT 41, 'total_weighted', CAST(total_weighted AS varchar) FROM sums
UNION ALL SELECT 42, 'grade.A', CAST(grade_A AS varchar) FROM sums
UNION ALL SELECT 43, 'grade.B', CAST(grade_B AS varchar) FROM sums
UNION ALL SELECT 44, 'grade.C', CAST(grade_C AS varchar) FROM sums
UNION ALL SELECT 45, 'grade.D', CAST(grade_D AS varchar) FROM sums
UNION ALL SELECT 46, 'grade.E', CAST(grade_E AS varchar) FROM sums
ORDER BY line
