-- 子が生まれた男性職員と、新たに育児休業等を取った男性職員（4月から）。1行＝職員・取込み済みの四半期
-- Men with a birth to their spouse, and men who newly took parental leave, from April to each quarter's end. One row per person and loaded quarter. Bureau: the roster on or before the first event.
with men as (
    select
        quarters.fiscal_year,
        quarters.quarter,
        quarters.period_start,
        quarters.period_end,
        events.staff_key,
        min(events.event_date) as first_event_on,
        max(case events.event when 'spouse_gave_birth' then 1 else 0 end) as had_birth,
        max(case events.event when 'first_take_up' then 1 else 0 end) as took_leave
    from intermediate.int_loaded_quarters as quarters
    inner join staging.stg_parental_leave as events
        on quarters.source = 'parental_leave'
        and events.fiscal_year = quarters.fiscal_year
        and events.quarter <= quarters.quarter
    -- The file says itself whose birth or leave it is.
    inner join catalog.population_conditions as fathers
        on fathers.population_id = 'fathers'
        and fathers.attribute = 'sex'
        and fathers.value = events.sex
    group by
        quarters.fiscal_year,
        quarters.quarter,
        quarters.period_start,
        quarters.period_end,
        events.staff_key
),

on_rosters as (
    -- Who left and came back has a row of either hiring.
    select staff_key, as_of_date, latest_by(bureau_code, hired_on) as bureau_code
    from staging.stg_staff
    where staff_key in (select staff_key from men)
    group by staff_key, as_of_date
),

placed as (
    select
        men.fiscal_year,
        men.quarter,
        men.staff_key,
        latest_by(
            on_rosters.bureau_code,
            month_index_of(on_rosters.as_of_date) * case when on_rosters.as_of_date <= men.first_event_on then 1 else -1 end
        ) as bureau_code
    from men
    inner join on_rosters on on_rosters.staff_key = men.staff_key
    group by men.fiscal_year, men.quarter, men.staff_key
)

select
    men.fiscal_year,
    men.quarter,
    men.period_start,
    men.period_end,
    men.staff_key,
    int_bureaus_today.today_code as bureau_code,
    men.had_birth,
    men.took_leave
from men
left join placed
    on placed.fiscal_year = men.fiscal_year and placed.quarter = men.quarter and placed.staff_key = men.staff_key
left join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = placed.bureau_code
