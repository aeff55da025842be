-- blocking: 職員の少ない局区の、月ごとの時間外勤務の人数が示されます（ファイルではなく、計算のしかたの誤りです）
-- remedy: ファイルを直しても消えません。この表示を添えて、プログラムの保守の担当に知らせる。公開版はそのまま使える
with people as (
    select
        population_id as scope_id, fiscal_year_of(as_of_date) as fiscal_year, bureau_code, count(distinct staff_key) as people
    from intermediate.int_population_members
    where as_of_date = fiscal_year_start(fiscal_year_of(as_of_date))
    group by population_id, as_of_date, bureau_code
),

told as (
    select 'marts.fct_overtime_limits' as mart, month, rule_id, scope_id, bureau_code, staff_count
    from marts.fct_overtime_limits
    where month is not null
    union all
    select 'marts.fct_overtime_early_warning' as mart, as_of_month as month, rule_id, scope_id, bureau_code, on_course_count as staff_count
    from marts.fct_overtime_early_warning
),

tables as (
    select
        *,
        sum(staff_count) over (partition by mart, month, rule_id, scope_id) as city_count,
        -- Of a year without a roster: the last before it, or else the first.
        coalesce(
            (select max(fiscal_year) from people where people.fiscal_year <= fiscal_year_of(told.month)),
            (select min(fiscal_year) from people)
        ) as roster_year
    from told
)

select tables.mart as "表", tables.month, tables.rule_id, tables.scope_id, tables.bureau_code
from tables
cross join (select min_people from catalog.privacy where domain = 'overtime') as privacy
left join people
    on people.scope_id = tables.scope_id
    and people.fiscal_year = tables.roster_year
    and people.bureau_code = tables.bureau_code
where tables.bureau_code is not null
    and tables.staff_count is not null
    and tables.city_count > 0
    and coalesce(people.people, 0) < privacy.min_people
