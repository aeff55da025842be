-- warning: 四半期でまとめて届いた年次休暇があり、その途中に始まる年の値を出せません
-- needs: leave
-- remedy: その四半期を月ごとのファイルで送り直してもらい、前のファイルを npx kaikaku reject 受付番号 --reason 理由 で取り下げて、npx kaikaku run を実行する
select distinct sides.kpi_id, sides.source, whole.quarter as period
from catalog.kpi_measure_sides as sides
inner join catalog.kpi_measures as measures on measures.kpi_id = sides.kpi_id
inner join raw.leave as whole
    on sides.source = 'leave'
    and whole.month is null
    -- 9 in the quarter of 7, 8 and 9; 7 begins it.
    and measures.year_starts - extract(month from whole.quarter) in (1, 2)
