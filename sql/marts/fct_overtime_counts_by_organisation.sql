-- 年間の時間数を超えた職員数（報告時の組織と今の組織）。1行＝終わった年度・組織・局区・対象範囲・時間数
-- People over a yearly threshold, by the bureaus of that time and by those of today (in stated shares where a bureau was split). One row per complete fiscal year, organisation, bureau, scope and threshold.
-- grain: fiscal_year, organisation, bureau_code, scope_id, threshold_hours
select fiscal_year, organisation, bureau_code, scope_id, threshold_hours, staff_count
from metrics.overtime_counts_by_organisation
order by fiscal_year, organisation, scope_id, threshold_hours, bureau_code
