-- What models call, for ClickHouse, function by function as for DuckDB. A function there has no types, and cannot call another of ours
-- that is written after it. Aggregates can be none: they are exchanged in the models' texts (test/engines/clickhouse-words.ts).

-- Fiscal year and quarter number → first day of the quarter.
create function quarter_start as (fiscal_year, quarter) ->
    makeDate32(fiscal_year + if(quarter = 4, 1, 0), if(quarter = 4, 1, quarter * 3 + 1), 1);

-- 2021-03-31 → 2020: the calendar year of the fiscal year's April.
create function fiscal_year_of as (day) -> toInt32(toYear(day) - if(toMonth(day) < 4, 1, 0));

-- Fiscal quarter of a day: April–June is 1, January–March is 4.
create function fiscal_quarter_of as (day) -> toInt32(1 + intDiv((toMonth(day) + 8) % 12, 3));

create function fiscal_year_start as (fiscal_year) -> makeDate32(fiscal_year, 4, 1);
create function fiscal_year_end as (fiscal_year) -> makeDate32(fiscal_year + 1, 3, 31);
create function month_end as (day) -> toLastDayOfMonth(toDate32(day));
create function month_start as (day) -> makeDate32(toYear(day), toMonth(day), 1);

-- Months counted from year 0, for windows that cross fiscal years.
create function month_index_of as (day) -> toInt32(toYear(day) * 12 + toMonth(day) - 1);

-- Texts in their order with a mark between, of whatever rows were gathered by array_agg.
create function joined_in_order as (parts, mark) -> arrayStringConcat(arraySort(parts), mark);

-- The same of parts like '12=総務局': in the order of the keys, which are left away.
create function joined_by_key as (parts, mark) ->
    arrayStringConcat(arrayMap(part -> substring(part, position(part, '=') + 1), arraySort(parts)), mark);

-- Days from one to another.
create function days_between as (first_day, last_day) -> dateDiff('day', first_day, last_day);

-- Whether a measure is over a rule's threshold; the operator comes from the rule.
create function is_over as (minutes, operator, threshold_minutes) ->
    multiIf(operator = '>', minutes > threshold_minutes, operator = '>=', minutes >= threshold_minutes, null);

-- The same day so many months later, or the last day of a month that lacks it.
create function months_after as (day, months) -> addMonths(toDate32(day), months);
-- Last day of the month that lies so many months after a day.
create function month_end_after as (day, months) -> toLastDayOfMonth(addMonths(toDate32(day), months));
-- From this day on a period is settled, so many whole months after it; until then its values are provisional.
create function settled_from as (period_end, months) ->
    addDays(toLastDayOfMonth(addMonths(toDate32(period_end), months)), 1);

-- Whole persons in a share of a weighted total, fractions dropped; percent in steps of 0.1, so that the product is exact.
create function whole_share as (total, percent) -> floor(total * round(percent * 10) / 1000);

-- Persons missing to the legal rate (%), nothing without one: a rate below it is no shortage while the whole persons are there.
create function persons_short as (staff_base, legal_rate, counted_persons) ->
    if(legal_rate is null, null, greatest(0, floor(staff_base * round(legal_rate * 10) / 1000) - counted_persons));

-- The same day some years earlier.
create function years_before as (day, years) -> subtractYears(toDate32(day), years);

-- Last day of a fiscal quarter.
create function fiscal_quarter_end as (fiscal_year, quarter) -> toLastDayOfMonth(
    addMonths(makeDate32(fiscal_year + if(quarter = 4, 1, 0), if(quarter = 4, 1, quarter * 3 + 1), 1), 2)
);

-- Last day of the month that begins on a day (民法 143条2項): 15 May → 14 June; where the next month lacks that day, its last one: 31 January → 28 February.
create function one_month_from as (day) -> subtractDays(
    addMonths(toDate32(day), 1), if(toDayOfMonth(addMonths(toDate32(day), 1)) = toDayOfMonth(day), 1, 0)
);

-- Half away from zero at a number of decimals, where `round` goes to the even digit; nine digits are kept first, so that a half that a division blurred is still a half.
create function half_up as (value, decimals) -> sign(value)
    * floor(round(abs(value), 9) * exp10(decimals) + 0.5 + 1e-9)
    / exp10(decimals);

-- One unit of the last printed digit: 0.1 for one decimal.
create function last_digit as (decimals) -> exp10(-decimals);

-- The day in Japan of a moment that is kept in UTC.
create function japanese_day as (moment) -> toDate32(moment + interval 9 hour);

-- Whether a later measure says something else than an earlier one; the last bits of a floating sum are no difference.
create function is_moved as (earlier, later) -> not (earlier <=> later)
    and not coalesce(abs(later - earlier) <= 1e-9 * greatest(abs(earlier), abs(later), 1), false);

-- Whether a distance to a level is none (less than zero is on its good side); `is_strict`: being on the level itself does not do.
create function is_within as (gap, is_strict) -> if(is_strict, gap < 0, gap <= 0);

-- How far a value lies outside of a range; zero and less is inside, and an open side (null) asks for nothing. Nine digits are compared: what the last bits say is no distance.
create function distance_outside as (value, low, high) -> round(greatest(low - value, value - high), 9);

-- How many standard errors around a mean 80 of 100 further cases lie within, by degrees of freedom (quantile 0.9 of Student's t).
create function errors_within_80 as (degrees) ->
    transform(degrees, [1, 2, 3, 4, 5, 6, 7, 8, 9], [3.0777, 1.8856, 1.6377, 1.5332, 1.4759, 1.4398, 1.4149, 1.3968, 1.3830], null);

-- What is left after some years of a yearly step that keeps a share of itself each year: 0.9 + 0.81 after two; 2 where it keeps all.
create function sum_of_powers as (share, times) -> if(share = 1, times, share * (1 - power(share, times)) / (1 - share));
