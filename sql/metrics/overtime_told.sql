-- 示してよい形にした、局区ごとの時間外勤務の人数。1行＝公表する表・期間・上限・対象範囲・組織・局区（局区が空欄の行は、示さない局区の計）
-- Counts of people by overtime and bureau as they may be shown: of what is withheld the numbers are null, and one row without a bureau has their sum, so that all rows still add up to the city. Counts of a year follow the city's least count, those over 480 hours as the indicator was chosen; the others are of bureaus with enough people, in one scope and way of counting alone (city/privacy.csv). Whom an earlier release hid stays hidden in that series. One row per relation, period, rule or rule set, scope, organisation and bureau.
with ways_of_counting as (
    -- The same people counted in another scope, or with another kind of hours: one less the other is a few people.
    select
        rule_id,
        scope_id,
        rule_set = 'report' as is_report,
        row_number() over (
            partition by window_kind, threshold_hours, months_limit
            order by scope_id <> 'all_authorities', scope_id, rule_set <> 'report', rule_id
        ) = 1 as is_main
    from intermediate.int_overtime_rule_scopes
),

privacy_of_overtime as (
    select max(min_cell) as min_cell, max(min_people) as min_people, max(shown_by_bureau) as shown_by_bureau
    from catalog.privacy
    where domain = 'overtime'
),

rosters as (
    -- Of a year's own 1 April: the same bureaus in all its months, so that none is found by comparing them.
    select
        population_id as scope_id, fiscal_year_of(as_of_date) as fiscal_year, bureau_code, count(*) as people
    from intermediate.int_population_members
    where as_of_date = fiscal_year_start(fiscal_year_of(as_of_date))
    group by population_id, as_of_date, bureau_code
),

roster_years as (
    -- Of a year without a roster: the last before it, or else the first.
    select
        years.fiscal_year,
        coalesce(
            max(rosters.fiscal_year) filter (where rosters.fiscal_year <= years.fiscal_year), min(rosters.fiscal_year)
        ) as roster_year
    from (select distinct fiscal_year from metrics.overtime_by_bureau) as years
    cross join (select distinct fiscal_year from rosters) as rosters
    group by years.fiscal_year
),

people as (
    select rosters.scope_id, roster_years.fiscal_year, rosters.bureau_code, rosters.people
    from roster_years
    inner join rosters on rosters.fiscal_year = roster_years.roster_year
),

told_before as (
    -- Of a bureau that counts others by now: hidden where one of them was.
    select
        before.relation,
        before.fiscal_year,
        before.month,
        before.told_as,
        before.scope_id,
        today.today_code as bureau_code,
        max(before.staff_count is null) as was_hidden,
        sum(before.staff_count) as told_people
    from disclosure.overtime_before as before
    inner join intermediate.int_bureaus_today as today on today.bureau_code = before.bureau_code
    group by
        before.relation,
        before.fiscal_year,
        before.month,
        before.told_as,
        before.scope_id,
        today.today_code
),

indicator as (
    select
        figures.scope_id,
        figures.period_end,
        figures.bureau_code,
        min(figures.is_told) as is_told,
        -- As it is told there: a correction of a few waits for the year to be settled.
        max(coalesce(figures.numerator, figures.value)) as told_count
    from disclosure.figures as figures
    inner join catalog.kpis as kpis on kpis.kpi_id = figures.kpi_id and kpis.model = 'kpi_overtime_over_480h'
    group by figures.scope_id, figures.period_end, figures.bureau_code
),

counted as (
    select
        by_bureau.series,
        by_bureau.relation,
        by_bureau.fiscal_year,
        by_bureau.month,
        by_bureau.months_elapsed,
        by_bureau.due_on,
        by_bureau.organisation,
        by_bureau.rule_id,
        by_bureau.rule_set,
        by_bureau.threshold_hours,
        by_bureau.scope_id,
        by_bureau.bureau_code,
        by_bureau.staff_count,
        by_bureau.on_course_count,
        indicator.told_count,
        coalesce(people.people, 0) as people,
        privacy.min_cell,
        privacy.min_cell > 0 as protects_few,
        privacy.min_people,
        -- Of a year that is over, in the yearly report's way of counting: counts; the others come again every month.
        by_bureau.relation in ('counts', 'counts_by_organisation')
            or (by_bureau.relation = 'limits' and by_bureau.month is null and ways.is_report) as is_count,
        by_bureau.rule_id = 'report_480' and by_bureau.relation <> 'counts_by_organisation' as is_indicator,
        -- A city that publishes how many of each bureau a year has, hides nobody of it.
        is_count and not protects_few as is_published,
        indicator.is_told,
        coalesce(not privacy.shown_by_bureau, true) as is_never,
        coalesce(not ways.is_main, false) as is_twin,
        by_bureau.staff_count + coalesce(by_bureau.on_course_count, 0) as counted_people,
        told_before.was_hidden,
        told_before.told_people,
        max(told_before.was_hidden is not null) over siblings as was_told_of,
        sum(by_bureau.staff_count) over siblings as city_count,
        cast(sum(by_bureau.on_course_count) over siblings as bigint) as city_on_course
    from metrics.overtime_by_bureau as by_bureau
    left join ways_of_counting as ways on ways.rule_id = by_bureau.rule_id and ways.scope_id = by_bureau.scope_id
    left join people
        on people.scope_id = by_bureau.scope_id
        and people.fiscal_year = by_bureau.fiscal_year
        and people.bureau_code = by_bureau.bureau_code
    left join told_before
        on told_before.relation = by_bureau.relation
        and told_before.fiscal_year = by_bureau.fiscal_year
        and told_before.month is not distinct from by_bureau.month
        and told_before.told_as = by_bureau.told_as
        and told_before.scope_id = by_bureau.scope_id
        and told_before.bureau_code = by_bureau.bureau_code
    cross join privacy_of_overtime as privacy
    left join indicator
        on indicator.scope_id = by_bureau.scope_id
        and indicator.bureau_code = by_bureau.bureau_code
        and indicator.period_end = coalesce(month_end(by_bureau.month), fiscal_year_end(by_bureau.fiscal_year))
    window siblings as (partition by by_bureau.series)
),

judged as (
    select
        *,
        -- What adds up from month to month, or is counted by two organisations, is no count of its own to choose.
        is_never
            or (is_twin and not is_count)
            or (
                protects_few
                and (relation in ('counts_by_organisation', 'early_warning') or (is_twin and not is_indicator))
            )
            -- Of people who were told of elsewhere before, all that can still be told is the city's number.
            or max(not is_published and was_told_of and was_hidden is null and counted_people > 0)
                over (partition by series) as is_whole_withheld,
        case
            when is_count and is_indicator then not coalesce(is_told, not protects_few)
            when was_hidden and not is_published then true
            -- What was told stays told: to hide it now would tell its new number.
            when is_count and told_people is not null then false
            else counted_people < min_cell
                -- Nearly everybody of a bureau is as telling as one of a few.
                or (not is_count and (people < min_people or people - counted_people < 5))
        end as is_small,
        case when protects_few then counted_people else cast(people as double) end as size
    from counted
),

ranked as (
    select
        *,
        max(is_small) over (partition by series) as has_small,
        row_number() over (partition by series order by not is_small, size, bureau_code) as hiding_rank,
        -- Where nobody is, nobody hides.
        people > 0 or counted_people > 0 as is_anybody
    from judged
),

hiding as (
    select
        *,
        count(case when is_anybody then 1 end) over before_it as hidden_before,
        sum(people) over before_it as people_before,
        sum(counted_people) over before_it as count_before
    from ranked
    window before_it as (partition by series order by hiding_rank rows between unbounded preceding and 1 preceding)
),

decided as (
    select
        *,
        -- Where the city has nobody, everybody knows that a bureau has not. What hides is at least three bureaus, with people enough.
        city_count + coalesce(city_on_course, 0) > 0
            and (
                is_whole_withheld
                or is_small
                or (
                    has_small
                    -- Who was told before is no place to hide in.
                    and was_hidden is null
                    and (
                        hidden_before < 3
                        or count_before < least(cast(2 * min_cell as double), city_count)
                        or (not is_count and (people_before < min_people or people_before - count_before < 5))
                    )
                )
            ) as is_withheld
    from hiding
),

told as (
    select
        *,
        case
            when city_count = 0 then staff_count
            when is_indicator and is_told then told_count
            when is_indicator and not is_never and not protects_few then staff_count
            -- Between two releases a correction of a few speaks of just these people.
            when
                is_count and not is_withheld
                and (abs(staff_count - told_people) < min_cell or staff_count < min_cell)
                then told_people
            when not is_withheld then staff_count
        end as told_staff,
        case when not is_withheld or city_on_course = 0 then on_course_count end as told_on_course
    from decided
)

select
    relation, fiscal_year, month, months_elapsed, due_on, organisation, rule_id, rule_set, threshold_hours, scope_id,
    bureau_code, told_staff as staff_count, told_on_course as on_course_count
from told
union all
select
    relation, fiscal_year, month, months_elapsed, due_on, organisation, rule_id, rule_set, threshold_hours, scope_id,
    cast(null as varchar) as bureau_code,
    greatest(any_value(city_count) - coalesce(sum(told_staff), 0), 0) as staff_count,
    any_value(city_on_course) - cast(coalesce(sum(told_on_course), 0) as bigint) as on_course_count
from told
group by relation, fiscal_year, month, months_elapsed, due_on, organisation, rule_id, rule_set, threshold_hours, scope_id
having max(is_withheld)
