-- warning: 値が一つもない指標があります
-- remedy: その指標のもとになるファイルがまだ届いていません。何が届いていないかは npx kaikaku due で確かめられる
select kpis.kpi_id
from catalog.kpis as kpis
left join metrics.kpi_values on kpi_values.kpi_id = kpis.kpi_id and kpi_values.bureau_code is null
where kpi_values.kpi_id is null
