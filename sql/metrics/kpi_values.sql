-- Every indicator's values before anything is withheld. One row per indicator, period, scope and bureau (null: the city). A value to the end of quarter 4 is the year's.
with measured as (
    select * from metrics.kpi_overtime_over_480h
    union all
    select * from metrics.kpi_paper_sheets
    union all
    select * from metrics.kpi_telework_pc_utilisation
    union all
    select * from metrics.kpi_disability_employment_rate
    union all
    select * from metrics.kpi_female_section_chief_ratio
    union all
    select * from metrics.kpi_male_parental_leave_rate
    union all
    select * from metrics.kpi_annual_leave_days
),

yearly as (
    select 'year' as period_kind, * exclude (quarter) from measured where coalesce(quarter, 4) = 4
),

to_date as (
    select 'quarter' as period_kind, * exclude (quarter) from measured where quarter is not null
)

select * from yearly
union all
select * from to_date
