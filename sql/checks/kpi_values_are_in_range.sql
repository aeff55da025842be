-- blocking: 指標の値が負か、ありえない大きさです
-- remedy: もとのファイルの数（桁、単位、符号）を送り主に確かめ、直したファイルを受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select kpi_values.kpi_id, kpi_values.fiscal_year, kpi_values.period_end, kpi_values.bureau_code, kpi_values.value
from metrics.kpi_values
inner join catalog.kpis as kpis on kpis.kpi_id = kpi_values.kpi_id
where kpi_values.value < 0
    or (kpis.unit = '%' and not kpis.may_exceed_100 and kpi_values.value > 100)
