-- 計り方のある指標の、もとのファイルがそろっている期間。1行＝指標・年・四半期（空欄は年を通して）
-- Periods for which every source that an indicator adds up is loaded: quarters to date of a fiscal year, or a whole year that begins in another month. One row per indicator, year and quarter (null: the year as a whole).
with sources as (
    select distinct kpi_id, source from catalog.kpi_measure_sides
),

source_counts as (
    select kpi_id, count(*) as source_count from sources group by kpi_id
),

fiscal as (
    -- A year that comes as a whole has no quarters.
    select
        sources.kpi_id,
        quarters.fiscal_year,
        case when max(contracts.period_months) < 12 then quarters.quarter end as quarter,
        quarters.period_start,
        quarters.period_end
    from sources
    inner join catalog.sources as contracts on contracts.source = sources.source
    inner join catalog.kpi_measures as measures on measures.kpi_id = sources.kpi_id and measures.year_starts = 4
    inner join intermediate.int_loaded_quarters as quarters
        on quarters.source = sources.source and (quarters.quarter = 4 or contracts.period_months < 12)
    inner join source_counts on source_counts.kpi_id = sources.kpi_id
    group by
        sources.kpi_id, source_counts.source_count, quarters.fiscal_year, quarters.quarter,
        quarters.period_start, quarters.period_end
    having count(*) = source_counts.source_count
),

other_years as (
    select distinct
        measures.kpi_id,
        calendar.fiscal_year,
        make_date(calendar.fiscal_year, measures.year_starts, 1) as period_start,
        month_end_after(make_date(calendar.fiscal_year, measures.year_starts, 1), 11) as period_end
    from catalog.kpi_measures as measures
    cross join catalog.fiscal_quarters as calendar
    where measures.year_starts <> 4
),

covered as (
    select
        other_years.kpi_id,
        other_years.fiscal_year,
        other_years.period_start,
        other_years.period_end,
        sources.source
    from other_years
    inner join sources on sources.kpi_id = other_years.kpi_id
    inner join catalog.sources as contracts on contracts.source = sources.source
    inner join raw.current_periods as periods
        on periods.source = sources.source
        and periods.period between other_years.period_start and other_years.period_end
    group by
        other_years.kpi_id, other_years.fiscal_year, other_years.period_start, other_years.period_end, sources.source,
        contracts.period_months
    having count(distinct periods.period) * contracts.period_months = 12
)

select kpi_id, fiscal_year, quarter, period_start, period_end from fiscal
union all
select covered.kpi_id, covered.fiscal_year, null as quarter, covered.period_start, covered.period_end
from covered
inner join source_counts on source_counts.kpi_id = covered.kpi_id
group by
    covered.kpi_id, source_counts.source_count, covered.fiscal_year, covered.period_start, covered.period_end
having count(*) = source_counts.source_count
