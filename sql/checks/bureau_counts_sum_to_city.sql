-- blocking: 局区別の480時間超の人数の合計が、市全体の人数と合いません
select city.period_kind, city.fiscal_year, city.period_end, city.scope_id, city.value as city_value, sum(bureau.value) as bureau_sum
from metrics.kpi_values as city
inner join metrics.kpi_values as bureau
    on bureau.kpi_id = city.kpi_id
    and bureau.period_kind = city.period_kind
    and bureau.period_end = city.period_end
    and bureau.scope_id = city.scope_id
    and bureau.bureau_code is not null
where city.bureau_code is null and city.kpi_id in ('overtime_over_480h', 'paper_sheets')
group by all
having abs(city.value - sum(bureau.value)) > 0.0001
