-- blocking: 障害者である職員に、算定の重みが決まらない人がいます（disability-weights.csv を確かめてください）
select as_of_date, count(*) as person_count
from restricted.disability_counted
group by as_of_date
having count(*) <> count(distinct staff_key)
