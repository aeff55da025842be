-- 最新年度に在職する月の重みの合計（年度全体と、その月まで）。1行＝職員・時間の数え方・管理職の扱い・月
-- Weights of the months of the latest year in which a person with overtime is in service (as a non-manager, where managers are left out), up to a month and in the whole year, as the rosters say today: after leaving there are none, before hiring neither. One row per person, basis, treatment of managers and month.
with worked as (
    select staff_key, month_index
    from intermediate.int_overtime_person_months
    where fiscal_year = (select max(fiscal_year) from intermediate.int_overtime_months)
),

people as (
    select distinct staff_key from worked
),

months as (
    select distinct month, month_index from intermediate.int_overtime_month_weights
),

rosters as (
    select months.month_index, coalesce(
        max(days.as_of_date) filter (where days.as_of_date <= months.month),
        min(days.as_of_date)
    ) as roster_date
    from months
    cross join intermediate.int_rosters as days
    group by months.month_index
),

months_as_manager as (
    select rosters.month_index, stg_staff.staff_key
    from rosters
    inner join staging.stg_staff on stg_staff.as_of_date = rosters.roster_date
    inner join people on people.staff_key = stg_staff.staff_key
    group by rosters.month_index, stg_staff.staff_key
    -- Who left and came back has a row of either hiring: the last one tells.
    having latest_by(stg_staff.is_manager, stg_staff.hired_on)
),

months_in_service as (
    select people.staff_key, months.month_index
    from people
    inner join intermediate.int_overtime_service as service on service.staff_key = people.staff_key
    inner join months
        on months.month_index >= service.first_month_index
        and (service.last_month_index is null or months.month_index <= service.last_month_index)
    union
    -- Hours may be noted for a month outside any service that a roster tells.
    select staff_key, month_index from worked
),

weighted as (
    select
        months_in_service.staff_key,
        months_in_service.month_index,
        weights.basis_id,
        weights.includes_managers,
        weights.month_weight
    from months_in_service
    inner join intermediate.int_overtime_month_weights as weights on weights.month_index = months_in_service.month_index
    left join months_as_manager
        on months_as_manager.staff_key = months_in_service.staff_key
        and months_as_manager.month_index = months_in_service.month_index
    where weights.includes_managers or months_as_manager.staff_key is null
)

select
    weighted.staff_key,
    weighted.basis_id,
    weighted.includes_managers,
    as_of_months.month_index,
    cast(sum(weighted.month_weight) filter (where weighted.month_index <= as_of_months.month_index) as bigint) as weight_to_date,
    cast(sum(weighted.month_weight) as bigint) as weight_of_year
from weighted
cross join months as as_of_months
group by weighted.staff_key, weighted.basis_id, weighted.includes_managers, as_of_months.month_index
