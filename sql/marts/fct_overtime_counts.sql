-- 年間の時間数を超えた職員数。1行＝終わった年度・今の組織の局区・対象範囲・時間数
-- People over a yearly threshold. One row per complete fiscal year, bureau of today's organisation, scope and threshold.
-- grain: fiscal_year, bureau_code, scope_id, threshold_hours
select fiscal_year, bureau_code, scope_id, threshold_hours, staff_count
from metrics.overtime_counts
where quarter = 4
order by fiscal_year, scope_id, threshold_hours, bureau_code
