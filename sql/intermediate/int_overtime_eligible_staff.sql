-- 時間外勤務を数える対象の職員数（4月1日在職）。1行＝年度・対象範囲
-- People whose overtime is counted, in service on 1 April. One row per fiscal year and scope.
select
    fiscal_year_of(members.as_of_date) as fiscal_year,
    members.population_id as scope_id,
    cast(count(*) as integer) as staff_count
from intermediate.int_population_members as members
where members.population_id in (select scope_id from catalog.overtime_rule_scopes)
    and members.as_of_date = fiscal_year_start(fiscal_year_of(members.as_of_date))
group by fiscal_year_of(members.as_of_date), members.population_id
