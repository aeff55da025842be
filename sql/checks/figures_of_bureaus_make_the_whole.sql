-- blocking: 局区ごとに届いた指標実績から、全体の値をどう出すかが決まっていません
-- needs: indicator_figures
-- remedy: city/kpis.yaml のその指標の measure に whole を書く（added 足す、割合は分子と分母を足して割る。median 真ん中の値。none 出さない）か、全体の行も送ってもらう
select measures.kpi_id, measures.indicator, count(distinct figures.bureau_code) as bureau_count
from catalog.kpi_measures as measures
inner join staging.stg_indicator_figures as figures
    on figures.indicator = measures.indicator and figures.segment is not distinct from measures.segment
where measures.whole is null
group by measures.kpi_id, measures.indicator
having count(figures.bureau_code) > 0 and count(*) = count(figures.bureau_code)
