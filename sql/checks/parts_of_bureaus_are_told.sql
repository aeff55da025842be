-- warning: 分子と分母のある局区とない局区があるので、足した全体の値を出していません
-- needs: indicator_figures
-- remedy: その局区（団体）に分子と分母も送ってもらうか、city/kpis.yaml のその指標の measure を whole: median にする
select measures.kpi_id, figures.fiscal_year, figures.as_of_date, count(*) as bureau_count
from catalog.kpi_measures as measures
inner join staging.stg_indicator_figures as figures
    on figures.indicator = measures.indicator and figures.segment is not distinct from measures.segment
where measures.whole = 'added' and figures.bureau_code is not null
group by measures.kpi_id, figures.fiscal_year, figures.as_of_date
having count(figures.denominator) > 0 and count(figures.numerator + figures.denominator) < count(*)
