-- 1人当たりの年間時間外勤務（全事由、災害・選挙を除く）。1行＝終わった年度・事由の範囲
-- Mean yearly overtime per person, with all causes and without disaster and election work. One row per complete fiscal year and cause set.
with yearly as (
    select
        fiscal_year,
        sum(counted_minutes) as all_minutes,
        sum(counted_minutes - disaster_election_minutes) as ordinary_minutes
    from intermediate.int_overtime_in_scope
    where scope_id = 'all_authorities' and basis_id = 'report' and quarter = 4
    group by fiscal_year
),

by_cause_set as (
    select fiscal_year, 'all' as cause_set, all_minutes as total_minutes from yearly
    union all
    select fiscal_year, 'without_disaster_election' as cause_set, ordinary_minutes as total_minutes from yearly
)

select
    by_cause_set.fiscal_year,
    by_cause_set.cause_set,
    eligible.staff_count,
    cast(by_cause_set.total_minutes as integer) as total_minutes,
    by_cause_set.total_minutes / 60e0 / eligible.staff_count as mean_hours
from by_cause_set
inner join intermediate.int_overtime_eligible_staff as eligible
    on eligible.fiscal_year = by_cause_set.fiscal_year and eligible.scope_id = 'all_authorities'
