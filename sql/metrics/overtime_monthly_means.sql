-- 1人当たりの月ごとの時間外勤務（4月1日の在職者で割る）。1行＝月
-- Mean overtime per person in each month, over the people in service on 1 April, as the yearly mean counts them. One row per loaded month of a year with a roster.
with monthly as (
    select
        months.fiscal_year,
        months.month,
        scope_profiles.population_id as scope_id,
        sum(months.counted_minutes) as total_minutes
    from intermediate.int_overtime_person_months as months
    inner join intermediate.int_population_profiles as scope_profiles
        on scope_profiles.profile_id = months.profile_id
    where scope_profiles.population_id = 'all_authorities' and months.basis_id = 'report' and not months.is_manager
    group by months.fiscal_year, months.month, scope_profiles.population_id
)

select
    monthly.fiscal_year,
    monthly.month,
    eligible.staff_count,
    cast(monthly.total_minutes as integer) as total_minutes,
    monthly.total_minutes / 60e0 / eligible.staff_count as mean_hours
from monthly
inner join intermediate.int_overtime_eligible_staff as eligible
    on eligible.fiscal_year = monthly.fiscal_year and eligible.scope_id = monthly.scope_id
