-- SPDX-License-Identifier: Apache-2.0
-- Tables and functions of the benchmark in PostgreSQL; the columns of `bench/data.hpp` in narrow integer types.
CREATE TABLE subject (subject integer);
CREATE TABLE record (
  subject integer, class smallint, severity smallint, level smallint, amount integer,
  event_on date, in_force_from date, in_force_through date);

-- About 16 records a subject; the sample of ANALYZE would put it at several times as many.
ALTER TABLE record ALTER COLUMN subject SET (n_distinct = -0.06);

-- n / d for an even d, rounded half away from zero, in integers. The planner writes it into the query.
CREATE FUNCTION half_away(n bigint, d bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN n >= 0 THEN (n + d / 2) / d ELSE -((-n + d / 2) / d) END;

-- Full months (R11) from a date to 2026-06-15, a day that every month has.
CREATE FUNCTION months_to_as_of(d date) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (2026 * 12 + 6) - (extract(year FROM d)::integer * 12 + extract(month FROM d)::integer)
         - CASE WHEN extract(day FROM d)::integer > 15 THEN 1 ELSE 0 END;
