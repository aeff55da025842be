-- blocking: 障害者雇用の基準日に、法定雇用率（city/disability-legal-rates.csv）がないか、二つ以上あります
-- remedy: city/disability-legal-rates.csv に、その日を含む行を一つだけ置いて npx kaikaku run を実行する
select 'disability' as source, city.as_of_date as period, city.as_of_date, count(legal_rate) as rate_count
from metrics.disability_rate as city
group by city.as_of_date
having count(*) <> 1 or count(legal_rate) <> 1
