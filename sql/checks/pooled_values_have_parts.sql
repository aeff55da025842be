-- blocking: 年度を合わせる指標に、分子か分母のない値があります
-- remedy: その指標の数え方（city/sql の計算式）が、分子（numerator）と分母（denominator）を返すようにする。返せなければ、kpis.yaml の pool_years を消す
select measured.kpi_id, measured.fiscal_year, measured.period_end, measured.bureau_code, measured.value
from metrics.kpi_measured as measured
inner join catalog.kpis as kpis on kpis.kpi_id = measured.kpi_id
where (kpis.pool_years is not null or kpis.pool_from is not null)
    and measured.bureau_code is null
    and measured.value is not null
    and (measured.numerator is null or measured.denominator is null)
