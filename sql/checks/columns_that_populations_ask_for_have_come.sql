-- warning: 対象の職員（city/populations.yaml）を分ける列が、届いたどの職員名簿にもありません
-- needs: staff
-- remedy: 職員名簿に在職区分または採用区分の列を加えてもらう（分けないなら、city/populations.yaml から state、exam の条件を消す）
select distinct
    conditions.population_id,
    case conditions.attribute when 'state' then '在職区分' else '採用区分' end as heading
from intermediate.int_population_conditions as conditions
where (conditions.attribute = 'state' and not exists (select 1 from raw.staff where service_state is not null))
    or (conditions.attribute = 'exam' and not exists (select 1 from raw.staff where exam_category is not null))
