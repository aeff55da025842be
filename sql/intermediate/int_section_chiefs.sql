-- 4月1日に在職する課長級の職員。1行＝その日で終わる年度・職員
-- Section chiefs in service on 1 April. One row per fiscal year that the day closes (the year before) and person.
select
    fiscal_year_of(members.as_of_date) - 1 as fiscal_year,
    members.as_of_date,
    members.bureau_code,
    members.staff_key,
    women.staff_key is not null as is_female
from intermediate.int_population_members as members
left join intermediate.int_population_members as women
    on women.population_id = 'women'
    and women.as_of_date = members.as_of_date
    and women.staff_key = members.staff_key
where members.population_id = 'section_chiefs'
    and members.as_of_date = fiscal_year_start(fiscal_year_of(members.as_of_date))
