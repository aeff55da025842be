-- 四半期末ごとの指標の状況。1行＝指標・四半期
-- Status of each indicator at the end of each quarter. One row per indicator and as-of quarter.
-- grain: kpi_id, as_of_date
select * from metrics.scoreboard order by as_of_date, kpi_id
