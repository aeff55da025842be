-- What models call, for Apache Spark, function by function as for DuckDB. Aggregates can be no function there: they are
-- exchanged in the models' texts (pipelines/engine/spark-words.ts).

-- Fiscal year and quarter number → first day of the quarter.
create or replace function quarter_start(fiscal_year bigint, quarter bigint) returns date return
    case
        when quarter = 4 then make_date(cast(fiscal_year + 1 as int), 1, 1)
        else make_date(cast(fiscal_year as int), cast(quarter * 3 + 1 as int), 1)
    end;

-- 2021-03-31 → 2020: the calendar year of the fiscal year's April.
create or replace function fiscal_year_of(day date) returns int return
    cast(year(day) - case when month(day) < 4 then 1 else 0 end as int);

-- Fiscal quarter of a day: April–June is 1, January–March is 4.
create or replace function fiscal_quarter_of(day date) returns int return
    cast(1 + (month(day) + 8) % 12 div 3 as int);

create or replace function fiscal_year_start(fiscal_year bigint) returns date return
    make_date(cast(fiscal_year as int), 4, 1);
create or replace function fiscal_year_end(fiscal_year bigint) returns date return
    make_date(cast(fiscal_year + 1 as int), 3, 31);
create or replace function month_end(day date) returns date return last_day(day);
create or replace function month_start(day date) returns date return cast(date_trunc('month', day) as date);

-- Months counted from year 0, for windows that cross fiscal years.
create or replace function month_index_of(day date) returns int return cast(year(day) * 12 + month(day) - 1 as int);

-- '子ども未来局、こども家庭局' → one row per name.
create or replace function names_in(names string) returns table (name string) return
    select explode(split(names, '、')) as name;

-- Texts in their order with a mark between, of whatever rows were gathered by array_agg.
create or replace function joined_in_order(parts array<string>, mark string) returns string return
    array_join(array_sort(parts), mark);

-- The same of parts like '12=総務局': in the order of the keys, which are left away.
create or replace function joined_by_key(parts array<string>, mark string) returns string return
    array_join(transform(array_sort(parts), part -> substr(part, position('=' in part) + 1)), mark);

-- Days from one to another.
create or replace function days_between(first_day date, last_day date) returns bigint return
    cast(datediff(last_day, first_day) as bigint);

-- Whether a measure is over a rule's threshold; the operator comes from the rule.
create or replace function is_over(minutes double, operator string, threshold_minutes double) returns boolean return
    case operator when '>' then minutes > threshold_minutes when '>=' then minutes >= threshold_minutes end;

-- The same day so many months later, or the last day of a month that lacks it.
create or replace function months_after(day date, months bigint) returns date return
    add_months(day, cast(months as int));
-- Last day of the month that lies so many months after a day.
create or replace function month_end_after(day date, months bigint) returns date return
    last_day(months_after(day, months));
-- From this day on a period is settled, so many whole months after it; until then its values are provisional.
create or replace function settled_from(period_end date, months bigint) returns date return
    date_add(month_end_after(period_end, months), 1);

-- Whole persons in a share of a weighted total, fractions dropped; percent in steps of 0.1, so that the product is exact.
create or replace function whole_share(total double, percent double) returns double return
    cast(floor(total * round(percent * 10) / 1000) as double);

-- Persons missing to the legal rate (%), nothing without one: a rate below it is no shortage while the whole persons are there.
create or replace function persons_short(staff_base double, legal_rate double, counted_persons double) returns double return
    case
        when legal_rate is not null then greatest(0, whole_share(staff_base, legal_rate) - counted_persons)
    end;

-- The same day some years earlier.
create or replace function years_before(day date, years bigint) returns date return
    add_months(day, cast(-12 * years as int));

-- Last day of a fiscal quarter.
create or replace function fiscal_quarter_end(fiscal_year bigint, quarter bigint) returns date return
    last_day(add_months(quarter_start(fiscal_year, quarter), 2));

-- Last day of the month that begins on a day (民法 143条2項): 15 May → 14 June; where the next month lacks that day, its last one: 31 January → 28 February.
create or replace function one_month_from(day date) returns date return
    date_sub(add_months(day, 1), if(day(add_months(day, 1)) = day(day), 1, 0));

-- Half away from zero at a number of decimals; nine digits are kept first, so that a half that a division blurred is still a half.
-- The number of decimals of a rounding is none that a row may say there.
create or replace function half_up(value double, decimals bigint) returns double return
    case decimals
        when 0 then round(round(value, 9), 0) when 1 then round(round(value, 9), 1) when 2 then round(round(value, 9), 2)
        when 3 then round(round(value, 9), 3) when 4 then round(round(value, 9), 4) when 5 then round(round(value, 9), 5)
        when 6 then round(round(value, 9), 6) when 7 then round(round(value, 9), 7) when 8 then round(round(value, 9), 8)
        when 9 then round(value, 9)
    end;

-- One unit of the last printed digit: 0.1 for one decimal.
create or replace function last_digit(decimals bigint) returns double return power(10e0, cast(-decimals as double));

-- The day in Japan of a moment that is kept in UTC.
create or replace function japanese_day(moment timestamp_ntz) returns date return cast(moment + interval '9' hour as date);

-- Whether a later measure says something else than an earlier one; the last bits of a floating sum are no difference.
create or replace function is_moved(earlier double, later double) returns boolean return
    not (earlier <=> later)
    and not coalesce(abs(later - earlier) <= 1e-9 * greatest(abs(earlier), abs(later), 1), false);

-- Whether a distance to a level is none (less than zero is on its good side); `is_strict`: being on the level itself does not do.
create or replace function is_within(gap double, is_strict boolean) returns boolean return
    case when is_strict then gap < 0 else gap <= 0 end;

-- How far a value lies outside of a range; zero and less is inside, and an open side (null) asks for nothing. Nine digits are compared: what the last bits say is no distance.
create or replace function distance_outside(value double, low double, high double) returns double return
    round(greatest(low - value, value - high), 9);

-- How many standard errors around a mean 80 of 100 further cases lie within, by degrees of freedom (quantile 0.9 of Student's t).
create or replace function errors_within_80(degrees bigint) returns double return
    case degrees
        when 1 then 3.0777e0 when 2 then 1.8856e0 when 3 then 1.6377e0 when 4 then 1.5332e0 when 5 then 1.4759e0
        when 6 then 1.4398e0 when 7 then 1.4149e0 when 8 then 1.3968e0 when 9 then 1.3830e0
    end;

-- What is left after some years of a yearly step that keeps a share of itself each year: 0.9 + 0.81 after two; 2 where it keeps all.
create or replace function sum_of_powers(share double, times bigint) returns double return
    case when share = 1 then cast(times as double) else share * (1 - power(share, times)) / (1 - share) end;
