-- blocking: 局区別の480時間超の人数か用紙の枚数の合計が、市全体と合いません（ファイルではなく、計算のしかたの誤りです）
-- remedy: ファイルを直しても消えません。この表示を添えて、プログラムの保守の担当に知らせる。公開版はそのまま使える
select city.kpi_id, city.period_kind, city.fiscal_year, city.period_end, city.value as city_value, sum(bureau.value) as bureau_sum
from metrics.kpi_values as city
inner join metrics.kpi_values as bureau
    on bureau.kpi_id = city.kpi_id
    and bureau.period_kind = city.period_kind
    and bureau.period_end = city.period_end
    and bureau.scope_id = city.scope_id
    and bureau.bureau_code is not null
inner join catalog.kpis as kpis on kpis.kpi_id = city.kpi_id and kpis.bureaus_sum_to_city
where city.bureau_code is null
group by city.kpi_id, city.period_kind, city.fiscal_year, city.period_end, city.scope_id, city.value
having abs(city.value - sum(bureau.value)) > 0.0001
