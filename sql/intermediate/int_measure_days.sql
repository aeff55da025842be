-- 人を数える指標の、数える日または年度。1行＝指標・年度
-- Days on which an indicator counts people in service, or the years in which they came or went; of a day there must be a roster (and, of those newly appointed, one of a year before), of a year one of its end or later; and none while a column that it measures by is awaited. One row per indicator and fiscal year.
with measures as (
    select kpi_id, measure_kind, population_id, part_population_id, people, on_month, on_day, year_shift, after_months
    from catalog.kpi_measures
    where kpi_id not in (select kpi_id from intermediate.int_awaited_columns)
),

years as (
    select distinct fiscal_year from catalog.fiscal_quarters
),

days as (
    select
        measures.kpi_id,
        measures.population_id,
        measures.part_population_id,
        measures.people,
        years.fiscal_year,
        make_date(
            years.fiscal_year + measures.year_shift + case when measures.on_month < 4 then 1 else 0 end,
            measures.on_month,
            measures.on_day
        ) as counted_on
    from measures
    cross join years
    where measures.people in ('in_service', 'appointed')
),

spans as (
    select
        measures.kpi_id,
        measures.population_id,
        measures.part_population_id,
        coalesce(measures.people, 'hired') as people,
        years.fiscal_year,
        fiscal_year_start(years.fiscal_year) as period_start,
        fiscal_year_end(years.fiscal_year) as period_end,
        measures.after_months
    from measures
    cross join years
    where measures.people in ('hired', 'left') or measures.measure_kind = 'cohort'
),

rosters as (
    select as_of_date from intermediate.int_rosters
)

select
    days.kpi_id,
    days.population_id,
    days.part_population_id,
    days.people,
    days.fiscal_year,
    days.counted_on as period_start,
    days.counted_on as period_end
from days
where days.counted_on in (select as_of_date from rosters)
    and (days.people = 'in_service' or years_before(days.counted_on, 1) in (select as_of_date from rosters))
union all
select
    spans.kpi_id,
    spans.population_id,
    spans.part_population_id,
    spans.people,
    spans.fiscal_year,
    spans.period_start,
    spans.period_end
from spans
where month_end_after(spans.period_end, spans.after_months) <= (select max(as_of_date) from rosters)
    and spans.period_start >= (select min(as_of_date) from rosters)
