-- What DuckDB spells or means otherwise than PostgreSQL, one macro for each statement. All names begin with ts_.
-- A macro's error begins with the SQLSTATE of its kind, which the driver takes off.

-- Division by zero is an error; DuckDB gives NULL, and infinity of doubles.
CREATE MACRO ts_div(a, b) AS CASE WHEN b = 0 THEN error('22012: division by zero') ELSE a // b END;
CREATE MACRO ts_mod(a, b) AS CASE WHEN b = 0 THEN error('22012: division by zero') ELSE a % b END;
CREATE MACRO ts_real_div(a, b) AS CASE WHEN b = 0 THEN error('22012: division by zero') ELSE a / b END;

-- Halves are rounded away from zero as the decimal number that is printed, not as the binary one that is held.
CREATE MACRO ts_round(x, digits) AS
  CASE WHEN abs(x) < 1e15 AND abs(x) >= 1e-15
    THEN CAST(round(CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 18)), CAST(digits AS INTEGER)) AS DOUBLE)
    ELSE round(x, CAST(digits AS INTEGER)) END;

-- How often, and how many characters, unless that is a text that no memory holds, the less as 2,048 rows at once.
CREATE MACRO ts_times(n, size) AS
  CASE WHEN CAST(n AS HUGEINT) * size > 1000000
    THEN error('22000: a text of ' || CAST(n AS HUGEINT) * size
      || ' bytes: REPEAT, LPAD and RPAD make at most a million')
    ELSE n END;

-- DuckDB rounds a HUGEINT below zero twice.
CREATE MACRO ts_real(x) AS CASE WHEN x < 0 THEN -CAST(-x AS DOUBLE) ELSE CAST(x AS DOUBLE) END;

-- A double that is whole has no fraction in its text.
CREATE MACRO ts_double_text(x) AS regexp_replace(CAST(CAST(x AS DOUBLE) AS VARCHAR), '\.0$', '');

-- Whole numbers out of text: digits with a sign; DuckDB would round '1.7' and read '1e3' and '1_000'.
CREATE MACRO ts_whole(x) AS
  CASE WHEN x IS NULL THEN NULL
    WHEN regexp_full_match(x, '\s*[+-]?[0-9]+\s*') THEN CAST(x AS HUGEINT)
    ELSE error('22018: ''' || x || ''' is not a whole number') END;
CREATE MACRO ts_try_whole(x, typed) AS
  CASE WHEN regexp_full_match(x, '\s*[+-]?[0-9]+\s*') THEN TRY_CAST(x AS HUGEINT) ELSE NULL END;

CREATE MACRO ts_timestamp(x) AS CAST(x AS TIMESTAMP);
CREATE MACRO ts_try_timestamp(x) AS TRY_CAST(x AS TIMESTAMP);
CREATE MACRO ts_date(x) AS CAST(CAST(x AS TIMESTAMP) AS DATE);
CREATE MACRO ts_try_date(x) AS CAST(TRY_CAST(x AS TIMESTAMP) AS DATE);

-- The standard's SUBSTRING counts positions before the first; DuckDB counts negative ones from the end.
CREATE MACRO ts_substring(x, start) AS substring(x, greatest(CAST(start AS BIGINT), 1));
CREATE MACRO ts_substring_for(x, start, count) AS
  CASE WHEN count < 0 THEN error('22000: negative length in SUBSTRING: ' || count)
    WHEN x IS NULL OR start IS NULL OR count IS NULL THEN NULL
    ELSE substring(x, greatest(CAST(start AS BIGINT), 1),
      greatest(0, CAST(start AS BIGINT) + count - greatest(CAST(start AS BIGINT), 1))) END;

CREATE MACRO ts_overlay(x, part, start, count) AS
  CASE WHEN start < 1 THEN error('22000: OVERLAY counts positions from 1, not from ' || start)
    ELSE substring(x, 1, CAST(start AS BIGINT) - 1) || part || ts_substring(x, CAST(start AS BIGINT) + count) END;

-- The place of a part from a place on, 0 if there is none.
CREATE MACRO ts_position_from(part, x, start) AS
  CASE WHEN start < 1 OR strpos(substring(x, CAST(start AS BIGINT)), part) = 0 THEN 0
    ELSE strpos(substring(x, CAST(start AS BIGINT)), part) + start - 1 END;

-- FLOOR and CEIL of times; FLOOR(x TO WEEK) begins weeks on Sunday, DATE_TRUNC is written as Monday's.
CREATE MACRO ts_floor_week(x) AS date_trunc('week', x + INTERVAL 1 DAY) - INTERVAL 1 DAY;
CREATE MACRO ts_ceil(x, floored, step) AS CASE WHEN floored = x THEN floored ELSE floored + step END;

-- Whole seconds since 1970, also before.
CREATE MACRO ts_epoch(x) AS CAST(floor(epoch_ms(x) / 1000) AS BIGINT);

-- Oracle's calendar: the last day of a month stays one, and a part of a month is one of 31 days.
CREATE MACRO ts_add_months(x, months) AS
  CASE WHEN CAST(x AS DATE) = last_day(x) THEN last_day(x + to_months(months)) + (x - date_trunc('day', x))
    ELSE x + to_months(months) END;
CREATE MACRO ts_months_between(x, y) AS
  12 * (year(x) - year(y)) + month(x) - month(y)
    + CASE WHEN day(x) = day(y) OR (CAST(x AS DATE) = last_day(x) AND CAST(y AS DATE) = last_day(y)) THEN 0
      ELSE epoch((x - date_trunc('month', x)) - (y - date_trunc('month', y))) / (31 * 86400.0) END;

-- What lies between two timestamps as PostgreSQL writes it: months are mons, and minus one year is -1 years.
CREATE MACRO ts_age(x, y) AS
  regexp_replace(regexp_replace(CAST(age(x, y) AS VARCHAR), 'month', 'mon'), '(-1 (year|mon|day))\b', '\1s', 'g');

-- Roots and logarithms that no real number is, refused as in PostgreSQL.
CREATE MACRO ts_sqrt(x) AS
  CASE WHEN x < 0 THEN error('22000: cannot take square root of a negative number') ELSE sqrt(x) END;
CREATE MACRO ts_power(x, y) AS
  CASE WHEN x < 0 AND y = 0.5 THEN error('22000: cannot take square root of a negative number')
    WHEN x < 0 AND y <> floor(y) THEN error('22000: a negative number raised to a fraction is no real number')
    WHEN x = 0 AND y < 0 THEN error('22000: zero raised to a negative power is undefined')
    WHEN isinf(pow(x, y)) AND isfinite(x) AND isfinite(y)
      THEN error('22003: POWER(' || x || ', ' || y || ') does not fit into a DOUBLE')
    ELSE pow(x, y) END;
CREATE MACRO ts_ln(x) AS
  CASE WHEN x <= 0 THEN error('22000: cannot take logarithm of a number that is not positive') ELSE ln(x) END;
CREATE MACRO ts_log10(x) AS
  CASE WHEN x <= 0 THEN error('22000: cannot take logarithm of a number that is not positive') ELSE log10(x) END;

CREATE MACRO ts_exp(x) AS
  CASE WHEN x > 709.782712893384 THEN error('22003: EXP(' || x || ') does not fit into a DOUBLE') ELSE exp(x) END;

-- Without a separator the text is its only part.
CREATE MACRO ts_split_part(x, separator, part) AS
  CASE WHEN separator = '' THEN left(x, CASE WHEN abs(part) = 1 THEN length(x) ELSE part - part END)
    ELSE split_part(x, separator, part) END;

-- A subquery of one value that has several rows.
CREATE MACRO ts_single(values_of) AS
  CASE WHEN len(values_of) > 1 THEN 
    error('21000: a subquery in this place may give one row, and gave more: write LIMIT 1, MAX(...) or IN (SELECT ...)')
    ELSE values_of[1] END;

-- The scalar at the end of a path, as text; of what is no JSON, of objects and of arrays NULL.
CREATE MACRO ts_json_scalar(j) AS CASE WHEN json_type(j) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE j ->> '$' END;
-- Lambdas keep each value: DuckDB computes an argument once for each of its places in a CASE, and a text would be parsed
-- three times. TRY is slow where it catches an error, so that only what begins like JSON is tried.
CREATE MACRO ts_json_value(x, path) AS
  list_transform(
    list_transform([x], lambda t: CASE
      WHEN starts_with(t, '{') OR starts_with(t, '[') THEN TRY(json_extract(t, path))
      WHEN json_valid(t) THEN json_extract(t, path) END),
    lambda j: ts_json_scalar(j))[1];

-- Text that is said to be JSON.
CREATE MACRO ts_json_text(x) AS
  CASE WHEN x IS NULL OR json_valid(x) THEN x ELSE error('22000: FORMAT JSON of a text that is no JSON: ' || x) END;

-- The only element of a JSON array, where it is a scalar, as text.
CREATE MACRO ts_json_only(x) AS CASE WHEN json_array_length(x) = 1 THEN ts_json_scalar(json_extract(x, '$[0]')) END;

-- The elements of a JSON array as text: strings without quotes, objects and arrays as JSON.
CREATE MACRO ts_json_list(x) AS [e ->> '$' FOR e IN from_json(x, '["JSON"]')];

-- Words are letters and digits, of every alphabet.
CREATE MACRO ts_initcap(x) AS
  array_to_string([upper(w[1]) || lower(w[2:]) FOR w IN regexp_extract_all(x, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+')], '');

-- CALENDAR of an account without schedules: days of UTC.
CREATE MACRO ts_calendar_none(a, b, schedule) AS TABLE
  SELECT CAST(d AS DATE), d, d + INTERVAL 1 DAY, isodow(d), FALSE, CAST(NULL AS VARCHAR), CAST(NULL AS BIGINT)
  FROM (
    SELECT unnest(CASE WHEN a >= b THEN []
      ELSE generate_series(date_trunc('day', CAST(a AS TIMESTAMP)), CAST(b AS TIMESTAMP) - INTERVAL 1 MILLISECOND,
        INTERVAL 1 DAY) END) AS d);

-- A pattern of LIKE with another escape, written with backslashes: DuckDB takes an escape of one byte alone.
CREATE MACRO ts_pattern(pattern, escape) AS
  CASE WHEN escape IS NULL THEN NULL
    WHEN escape = '' THEN replace(pattern, '\', '\\')
    WHEN length(escape) = 1 THEN regexp_replace(pattern, regexp_escape(escape) || '(.?)|(\\)', '\\\1\2', 'gs')
    ELSE error('22023: ESCAPE takes one character or none, not ''' || escape || '''') END;
