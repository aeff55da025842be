-- Everything that only DuckDB has. The readers below follow the grammar of schemas/read-value.ts; null means "not readable".

-- Spaces (also the ideographic one) at both ends are no part of a value.
create or replace temp macro trimmed(cell) as trim(cell, ' 　' || chr(160) || chr(9) || chr(13) || chr(10));

-- Full-width digits and the marks used with numbers become half-width; nothing else changes (never NFKC).
create or replace temp macro half_width(cell) as
    translate(cell, '０１２３４５６７８９，．：／（）＋', '0123456789,.:/()+');

-- Text as it stands; null for a blank, for an error value of a spreadsheet, for what it shows where a column is too narrow, and for 〃.
create or replace temp macro read_text(cell) as case
    when not regexp_full_match(
        cell,
        '#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!|GETTING_DATA)'
        || '|#{3,}|(Err|エラー):[0-9]{3}|#未計算[A-Z]+[0-9]+#|〃|仝|々|同上|同右|″|”'
    ) then nullif(cell, '')
end;

-- Dashes and waves of other systems become those of Windows.
create or replace temp macro one_dash(text) as translate(text, '〜−—', '～－―');

-- A code in one width: digits, letters, marks, and whatever stands for a hyphen.
create or replace temp macro one_width(cell) as translate(
    half_width(cell),
    'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＿－‐‑‒–—―−ーｰ',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_----------'
);

-- A code of a person: in one width, letters of one case.
create or replace temp macro plain_code(cell) as translate(
    one_width(cell), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
);

-- '12345' → '012345' where six digits are wanted: for lists that a spreadsheet robbed of their zeros.
create or replace temp macro restored_zeros(cell, digits) as case
    when regexp_full_match(plain_code(cell), '[0-9]+') and length(plain_code(cell)) < digits
        then lpad(plain_code(cell), digits, '0')
    else plain_code(cell)
end;

-- '1,234', '▲5', '△5', '(5)' → bigint.
create or replace temp macro read_integer(cell) as case
    when regexp_full_match(half_width(cell), '(▲|△|-|－|−)?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})')
        then try_cast(regexp_replace(replace(half_width(cell), ',', ''), '^(▲|△|－|−)', '-') as bigint)
    when regexp_full_match(half_width(cell), '\(([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})\)')
        then -try_cast(regexp_replace(half_width(cell), '[(),]', '', 'g') as bigint)
end;

-- Digits with commas and decimals, without sign → the number times a power of ten, or null where that is not whole or has
-- more than 15 digits.
create or replace temp macro scaled_digits(digits, factor) as case
    when try_cast(replace(digits, ',', '') as decimal(21, 6)) * cast(factor as decimal(15, 0)) % 1 = 0
        and try_cast(replace(digits, ',', '') as decimal(21, 6)) * cast(factor as decimal(15, 0)) < 1e15
        then cast(try_cast(replace(digits, ',', '') as decimal(21, 6)) * cast(factor as decimal(15, 0)) as bigint)
end;

-- '106.3' before a unit of a thousand → 106300; signs as in read_integer.
create or replace temp macro scaled_number(number, factor) as case
    when regexp_full_match(number, '(▲|△|-|－|−)?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,6})?')
        then scaled_digits(regexp_replace(number, '^(▲|△|-|－|−)', ''), factor)
            * case when regexp_matches(number, '^(▲|△|-|－|−)') then -1 else 1 end
    when regexp_full_match(number, '\(([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,6})?\)')
        then -scaled_digits(regexp_replace(number, '[()]', '', 'g'), factor)
end;
create or replace temp macro read_decimal(cell) as scaled_number(regexp_replace(half_width(cell), '[%％]$', ''), 10000);
create or replace temp macro read_scaled(cell, unit, factor) as
    scaled_number(half_width(trimmed(left(cell, length(cell) - length(unit)))), factor);

-- Hundredths of an hour, as digits, → minutes; null where they are not whole minutes.
create or replace temp macro minutes_of_hundredths(hundredths) as
    case when hundredths * 60 % 100 = 0 then hundredths * 60 // 100 end;

-- '12:30', '12:30:00', '12時間30分', '12.5' (hours), '750分' → minutes as bigint.
create or replace temp macro read_duration(cell) as case
    when regexp_full_match(half_width(cell), '([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,6})分')
        then cast(replace(left(half_width(cell), length(cell) - 1), ',', '') as bigint)
    when regexp_full_match(half_width(cell), '[0-9]{1,5}(:|時間)[0-5]?[0-9](分|:00)?')
        then cast(regexp_extract(half_width(cell), '^[0-9]+') as bigint) * 60
            + cast(regexp_extract(half_width(cell), '(:|時間)([0-9]+)', 2) as bigint)
    when regexp_full_match(half_width(cell), '[0-9]{1,5}(\.[0-9]{1,2})?(時間)?')
        then cast(regexp_extract(half_width(cell), '^[0-9]+') as bigint) * 60
            + minutes_of_hundredths(
                cast(rpad(regexp_extract(half_width(cell), '\.([0-9]+)', 1), 2, '0') as bigint)
            )
end;

-- '▲3:00', '-3:00', '(3:00)' → minutes below zero; without a sign as above.
create or replace temp macro read_signed_duration(cell) as case
    when regexp_matches(half_width(cell), '^(▲|△|-|－|−).') then -read_duration(substr(half_width(cell), 2))
    when regexp_matches(half_width(cell), '^\(.+\)$')
        then -read_duration(substr(half_width(cell), 2, length(half_width(cell)) - 2))
    else read_duration(cell)
end;

-- Era sign and year ('令和', '4') → Western year; without an era the year has four digits.
-- A macro repeats its argument wherever it is named, and macros in macros multiply it: what is dear to plan is bound once,
-- as the only element of a list (a month took 25 ms to plan, and takes 6).
create or replace temp macro western_year(era, year) as list_transform([{era: era, year: year}], lambda said: case
    when try_cast(said.year as integer) = 0 then null
    when said.era in ('令和', 'R', 'Ｒ', '㋿') then 2018 + try_cast(replace(said.year, '元', '1') as integer)
    when said.era in ('平成', 'H', 'Ｈ', '㍻') then 1988 + try_cast(replace(said.year, '元', '1') as integer)
    when said.era in ('昭和', 'S', 'Ｓ', '㍼') then 1925 + try_cast(replace(said.year, '元', '1') as integer)
    when said.era = '' and regexp_full_match(said.year, '[12][0-9]{3}') then try_cast(said.year as integer)
end)[1];

-- {era, year, month} and a day → date, or null where there is no such day.
create or replace temp macro date_of_parts(parts, day_of_month) as
    list_transform([{of: parts, day: day_of_month}], lambda said: try_cast(
        printf(
            '%04d-%02d-%02d',
            western_year(said.of.era, said.of.year), try_cast(said.of.month as integer), try_cast(said.day as integer)
        ) as date
    ))[1];

-- '2022-04-01', '2022/4/1 0:00', 'R4.4.1(金)', '令和4年4月1日', '20220401' → date. A weekday must be the day's.
create or replace temp macro day_parts(cell) as regexp_extract(
    half_width(cell),
    '^(令和|平成|昭和|[RHSＲＨＳ㋿㍻㍼])?([0-9]{1,4}|元)[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?'
    || '(?:[ 　]?\(?([日月火水木金土])(?:曜日?)?\)?)?(?:[ 　T]0{1,2}:00(?::00(?:\.0{1,9})?)?)?$',
    ['era', 'year', 'month', 'day', 'weekday']
);
create or replace temp macro is_on(day, weekday) as
    weekday = '' or substr('日月火水木金土', dayofweek(day) + 1, 1) = weekday;
create or replace temp macro day_of_parts(parts) as list_transform(
    [{day: date_of_parts(parts, parts.day), weekday: parts.weekday}],
    lambda said: case when is_on(said.day, said.weekday) then said.day end
)[1];
create or replace temp macro day_of_digits(cell) as case
    when regexp_full_match(half_width(cell), '[12][0-9]{7}') then try_cast(
        regexp_replace(half_width(cell), '^(....)(..)(..)$', '\1-\2-\3') as date
    )
end;
create or replace temp macro read_day(cell) as coalesce(day_of_parts(day_parts(cell)), day_of_digits(cell));

-- '2022-04', 'R4.4', '令和4年4月分' → first day of the month.
create or replace temp macro plain_month(cell) as date_of_parts(
    regexp_extract(
        half_width(cell),
        '^(令和|平成|昭和|[RHSＲＨＳ㋿㍻㍼])?([0-9]{1,4}|元)[-/.年]([0-9]{1,2})(?:月[分度]?)?$',
        ['era', 'year', 'month']
    ),
    1
);

-- 'Apr-22', '202204' → first day of the month.
create or replace temp macro english_month(cell) as case
    when regexp_full_match(half_width(cell), '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{2}')
        then make_date(
            2000 + try_cast(right(half_width(cell), 2) as integer),
            (strpos('JanFebMarAprMayJunJulAugSepOctNovDec', left(half_width(cell), 3)) + 2) // 3,
            1
        )
end;
create or replace temp macro month_of_digits(cell) as case
    when regexp_full_match(half_width(cell), '[12][0-9]{5}') then try_cast(
        regexp_replace(half_width(cell), '^(....)(..)$', '\1-\2-01') as date
    )
end;

-- The same, and a day: the month in which it lies.
create or replace temp macro read_month(cell) as coalesce(
    plain_month(cell),
    cast(date_trunc('month', read_day(cell)) as date),
    english_month(cell),
    month_of_digits(cell)
);

-- Fiscal year and quarter number → first day of the quarter.
create or replace temp macro quarter_start(fiscal_year, quarter) as
    case when quarter = 4 then make_date(fiscal_year + 1, 1, 1) else make_date(fiscal_year, quarter * 3 + 1, 1) end;

-- '令和2年度第1四半期', 'R2Q1' → first day of the fiscal quarter.
create or replace temp macro quarter_of_parts(parts) as
    quarter_start(western_year(parts.era, parts.year), try_cast(parts.quarter as integer));
create or replace temp macro read_quarter(cell) as quarter_of_parts(
    regexp_extract(
        half_width(cell),
        '^(令和|平成|昭和|[RHSＲＨＳ㋿㍻㍼])?([0-9]{1,4}|元)(?:年度第?|Q)([1-4])(?:四半期)?$',
        ['era', 'year', 'quarter']
    )
);

-- '令和2年度', 'R2', '2020' → first day of the fiscal year.
create or replace temp macro fiscal_year_of_parts(parts) as make_date(western_year(parts.era, parts.year), 4, 1);
create or replace temp macro read_fiscal_year(cell) as fiscal_year_of_parts(
    regexp_extract(half_width(cell), '^(令和|平成|昭和|[RHSＲＨＳ㋿㍻㍼])?([0-9]{1,4}|元)(?:年度)?$', ['era', 'year'])
);

-- 2021-03-31 → 2020: the calendar year of the fiscal year's April.
create or replace temp macro fiscal_year_of(day) as
    cast(extract(year from day) - case when extract(month from day) < 4 then 1 else 0 end as integer);

-- Fiscal quarter of a day: April–June is 1, January–March is 4.
create or replace temp macro fiscal_quarter_of(day) as cast(1 + (extract(month from day) + 8) % 12 // 3 as integer);

create or replace temp macro fiscal_year_start(fiscal_year) as make_date(fiscal_year, 4, 1);
create or replace temp macro fiscal_year_end(fiscal_year) as make_date(fiscal_year + 1, 3, 31);
create or replace temp macro month_end(day) as last_day(day);
create or replace temp macro month_start(day) as cast(date_trunc('month', day) as date);

-- Months counted from year 0, for windows that cross fiscal years.
create or replace temp macro month_index_of(day) as cast(extract(year from day) * 12 + extract(month from day) - 1 as integer);

-- The value that goes with the latest `moment` (ClickHouse: argMax).
create or replace temp macro latest_by(value, moment) as arg_max(value, moment);

-- '子ども未来局、こども家庭局' → one row per name.
create or replace temp macro names_in(names) as table select unnest(string_split(names, '、')) as name;

-- Texts in their order with a mark between, of whatever rows were gathered by array_agg.
create or replace temp macro joined_in_order(parts, mark) as array_to_string(list_sort(parts), mark);

-- The same of parts like '12=総務局': in the order of the keys, which are left away.
create or replace temp macro joined_by_key(parts, mark) as array_to_string(
    list_transform(list_sort(parts), lambda part: substr(part, strpos(part, '=') + 1)), mark
);

-- Days from one to another.
create or replace temp macro days_between(first_day, last_day) as date_diff('day', first_day, last_day);

-- Whether a measure is over a rule's threshold; the operator comes from the rule.
create or replace temp macro is_over(minutes, operator, threshold_minutes) as
    case operator when '>' then minutes > threshold_minutes when '>=' then minutes >= threshold_minutes end;

-- The same day so many months later, or the last day of a month that lacks it.
create or replace temp macro months_after(day, months) as cast(day + to_months(cast(months as integer)) as date);
-- Last day of the month that lies so many months after a day.
create or replace temp macro month_end_after(day, months) as last_day(months_after(day, months));
-- From this day on a period is settled, so many whole months after it; until then its values are provisional.
create or replace temp macro settled_from(period_end, months) as cast(month_end_after(period_end, months) + 1 as date);

-- Whole persons in a share of a weighted total, fractions dropped; percent in steps of 0.1, so that the product is exact.
create or replace temp macro whole_share(total, percent) as floor(total * round(percent * 10) / 1000);

-- Persons missing to the legal rate (%), nothing without one: a rate below it is no shortage while the whole persons are there.
create or replace temp macro persons_short(staff_base, legal_rate, counted_persons) as case
    when legal_rate is not null then greatest(0, whole_share(staff_base, legal_rate) - counted_persons)
end;

-- The same day some years earlier.
create or replace temp macro years_before(day, years) as cast(day - to_years(cast(years as integer)) as date);

-- Last day of a fiscal quarter.
create or replace temp macro fiscal_quarter_end(fiscal_year, quarter) as
    last_day(cast(quarter_start(fiscal_year, quarter) + to_months(2) as date));

-- Last day of the month that begins on a day (民法 143条2項): 15 May → 14 June; where the next month lacks that day, its last one: 31 January → 28 February.
create or replace temp macro one_month_from(day) as
    cast(day + to_months(1) as date) - if(extract(day from day + to_months(1)) = extract(day from day), 1, 0);

create or replace temp macro median_of(value) as quantile_cont(value, 0.5);
create or replace temp macro quantile_of(value, share) as quantile_cont(value, share);

-- Half away from zero at a number of decimals; nine digits are kept first, so that a half that a division blurred is still a half.
create or replace temp macro half_up(value, decimals) as round(round(cast(value as double), 9), cast(decimals as integer));

-- One unit of the last printed digit: 0.1 for one decimal.
create or replace temp macro last_digit(decimals) as power(10.0, -decimals);

-- The day in Japan of a moment that is kept in UTC (the engine's time zone is Asia/Tokyo wherever it is opened).
create or replace temp macro japanese_day(moment) as cast(moment at time zone 'UTC' as date);
