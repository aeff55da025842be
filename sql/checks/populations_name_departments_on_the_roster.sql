-- warning: 対象の職員（city/populations.yaml の department）の所属名が、どの名簿にもありません
-- needs: staff
-- remedy: city/populations.yaml の department を、職員名簿の所属名のとおりに直して npx kaikaku run を実行する
select population_id, value as department_name
from catalog.population_conditions
where attribute = 'department' and value not in (select department_name from raw.staff)
