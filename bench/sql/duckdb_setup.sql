-- SPDX-License-Identifier: Apache-2.0
-- Tables and functions of the benchmark in DuckDB; the columns of `bench/data.hpp` in narrow integer types.
CREATE TABLE subject (subject INTEGER);
CREATE TABLE record (
  subject INTEGER, class TINYINT, severity TINYINT, level TINYINT, amount INTEGER,
  event_on DATE, in_force_from DATE, in_force_through DATE);

-- n / d for an even d, rounded half away from zero, in integers.
CREATE MACRO half_away(n, d) AS
  CASE WHEN n >= 0 THEN (n + d // 2) // d ELSE -((-n + d // 2) // d) END;

-- Full months (R11) from a date to 2026-06-15, a day that every month has.
CREATE MACRO months_to_as_of(d) AS
  (2026 * 12 + 6) - (year(d) * 12 + month(d)) - CASE WHEN day(d) > 15 THEN 1 ELSE 0 END;
