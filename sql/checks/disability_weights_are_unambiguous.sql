-- blocking: 障害者である職員に、算定の重みが決まらない人がいます
-- remedy: city/disability-weights.csv の範囲が重なっていないか、職員名簿で一人が二つの任命権者に載っていないかを確かめ、直して npx kaikaku run を実行する
select 'disability' as source, as_of_date as period, as_of_date
from restricted.disability_counted
group by as_of_date
having count(*) <> count(distinct staff_key)
