-- 年間の時間数を超えた職員数（報告時の組織と今の組織）。1行＝終わった年度・組織・局区・対象範囲・時間数（示さない局区は空欄、その計は局区が空欄の行）
-- People over a yearly threshold, by the bureaus of that time and by those of today (in stated shares where a bureau was split). One row per complete fiscal year, organisation, bureau, scope and threshold; of withheld bureaus the number is null, and the row without a bureau is their sum.
-- grain: fiscal_year, organisation, bureau_code, scope_id, threshold_hours
select fiscal_year, organisation, bureau_code, scope_id, threshold_hours, staff_count
from metrics.overtime_told
where relation = 'counts_by_organisation'
order by fiscal_year, organisation, scope_id, threshold_hours, bureau_code nulls last
