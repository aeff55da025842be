-- 全指標の値（秘匿する前）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Every indicator's values before anything is withheld. One row per indicator, period, scope and bureau (null: the city). A value to the end of quarter 4 is the year's.
with measured as (
    select * from metrics.kpi_limit_training_sessions
    union all
    select * from metrics.kpi_overtime_over_480h
    union all
    select * from metrics.kpi_rpa_process_kinds
    union all
    select * from metrics.kpi_shared_services_disability_staff
    union all
    select * from metrics.kpi_consolidation_saving
    union all
    select * from metrics.kpi_bpr_procedures
    union all
    select * from metrics.kpi_bpr_time_reduction
    union all
    select * from metrics.kpi_coaching_sessions
    union all
    select * from metrics.kpi_paper_sheets
    union all
    select * from metrics.kpi_telework_pc_utilisation
    union all
    select * from metrics.kpi_training_usefulness
    union all
    select * from metrics.kpi_citizen_orientation
    union all
    select * from metrics.kpi_improvement_engagement
    union all
    select * from metrics.kpi_cost_awareness
    union all
    select * from metrics.kpi_disability_employment_rate
    union all
    select * from metrics.kpi_job_satisfaction
    union all
    select * from metrics.kpi_female_section_chief_ratio
    union all
    select * from metrics.kpi_male_parental_leave_rate
    union all
    select * from metrics.kpi_annual_leave_days
    union all
    select * from metrics.kpi_stress_check_rate
    union all
    select * from metrics.kpi_new_hire_interview_rate
    union all
    select * from metrics.kpi_return_plan_rate
    union all
    select * from metrics.kpi_mental_longterm_leave_ratio
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
