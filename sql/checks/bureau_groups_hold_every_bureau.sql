-- blocking: 局区をまとめたグループ（city/bureau-groups.csv）に入っていない局区があるか、統合の前と後の局区のグループが違います
-- remedy: city/bureau-groups.csv に、その年度にある局区をすべて一つずつ入れ、統合の前と後の局区は同じグループにする。そのあと npx kaikaku run を実行する
with programmes as (
    select distinct first_fiscal_year, last_fiscal_year from catalog.bureau_groups
),

-- Bureaus of today in which somebody stands, with their first day.
bureaus as (
    select today.today_code, min(listed.valid_from) as valid_from
    from intermediate.int_bureaus_today as today
    inner join staging.stg_bureaus as listed on listed.bureau_code = today.bureau_code
    where today.today_code not in (select unit_code from intermediate.int_empty_units)
        and today.today_code in (select bureau_code from staging.stg_staff)
    group by today.today_code
)

select programmes.first_fiscal_year, bureaus.today_code as bureau_code
from programmes
inner join bureaus on bureaus.valid_from <= make_date(programmes.last_fiscal_year + 1, 3, 31)
left join catalog.bureau_groups as groups
    on groups.first_fiscal_year = programmes.first_fiscal_year and groups.bureau_code = bureaus.today_code
where groups.bureau_code is null
union all
select former.first_fiscal_year, former.bureau_code
from catalog.bureau_groups as former
inner join intermediate.int_bureaus_today as today on today.bureau_code = former.bureau_code
inner join catalog.bureau_groups as successor
    on successor.bureau_code = today.today_code
    and successor.first_fiscal_year = former.first_fiscal_year
    and successor.group_code <> former.group_code
