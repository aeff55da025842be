-- 計り方のある指標の、もとのファイルがそろっている期間。1行＝指標・年・四半期（空欄は年を通して、または月）
-- Periods for which every source that an indicator adds up is loaded: quarters to date of a fiscal year, or a whole year that begins in another month, with whose months its files can be told apart; and each month where the indicator tells it. One row per indicator and period; quarter is null for the year as a whole and for a month.
with sources as (
    select distinct sides.kpi_id, sides.source, contracts.period_months
    from catalog.kpi_measure_sides as sides
    inner join catalog.sources as contracts on contracts.source = sides.source
),

needed as (
    select
        sources.kpi_id,
        sources.source,
        sources.period_months,
        measures.year_starts,
        measures.by_month,
        count(*) over (partition by sources.kpi_id) as source_count
    from sources
    inner join catalog.kpi_measures as measures on measures.kpi_id = sources.kpi_id
    where sources.kpi_id not in (select kpi_id from intermediate.int_awaited_columns)
),

years as (
    select distinct fiscal_year from catalog.fiscal_quarters
),

periods as (
    select distinct source, period from raw.current_periods
),

-- Quarters that came as a whole where others come by month: no year begins or ends within one.
whole_quarters as (
    select distinct 'leave' as source, quarter as first_day, month_end_after(quarter, 2) as last_day
    from raw.leave
    where month is null
),

other_years as (
    select
        needed.kpi_id,
        needed.source,
        needed.period_months,
        needed.source_count,
        years.fiscal_year,
        make_date(years.fiscal_year, needed.year_starts, 1) as period_start
    from needed
    cross join years
    where needed.year_starts <> 4
)

select
    needed.kpi_id,
    quarters.fiscal_year,
    -- A year that comes as a whole has no quarters.
    case when max(needed.period_months) <> 12 then quarters.quarter end as quarter,
    quarters.period_start,
    quarters.period_end
from needed
inner join intermediate.int_loaded_quarters as quarters
    on needed.year_starts = 4
    and quarters.source = needed.source
    and (quarters.quarter = 4 or needed.period_months <> 12)
group by
    needed.kpi_id, needed.source_count, quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end
having count(*) = needed.source_count
union all
select
    other_years.kpi_id,
    other_years.fiscal_year,
    cast(null as integer) as quarter,
    other_years.period_start,
    month_end_after(other_years.period_start, 11) as period_end
from other_years
inner join periods
    on periods.source = other_years.source
    and month_index_of(periods.period) - month_index_of(other_years.period_start) between 0 and 11
group by other_years.kpi_id, other_years.fiscal_year, other_years.source_count, other_years.period_start
having sum(other_years.period_months) = 12 * other_years.source_count
    and not exists (
        select 1
        from whole_quarters
        inner join needed on needed.source = whole_quarters.source
        where needed.kpi_id = other_years.kpi_id
            and (
                (other_years.period_start > whole_quarters.first_day and other_years.period_start <= whole_quarters.last_day)
                or (
                    month_end_after(other_years.period_start, 11) >= whole_quarters.first_day
                    and month_end_after(other_years.period_start, 11) < whole_quarters.last_day
                )
            )
    )
union all
select
    needed.kpi_id,
    cast(floor((month_index_of(periods.period) - needed.year_starts + 1) / 12) as integer) as fiscal_year,
    cast(null as integer) as quarter,
    periods.period as period_start,
    month_end(periods.period) as period_end
from needed
inner join periods on needed.by_month and needed.period_months = 1 and periods.source = needed.source
where not exists (
    select 1
    from whole_quarters
    where whole_quarters.source = needed.source
        and periods.period between whole_quarters.first_day and whole_quarters.last_day
)
group by needed.kpi_id, needed.source_count, needed.year_starts, periods.period
having count(*) = needed.source_count
