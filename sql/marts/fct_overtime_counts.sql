-- 年間の時間数を超えた職員数。1行＝終わった年度・今の組織の局区・対象範囲・時間数（示さない局区は空欄、その計は局区が空欄の行）
-- People over a yearly threshold. One row per complete fiscal year, bureau of today's organisation, scope and threshold; of withheld bureaus the number is null, and the row without a bureau is their sum.
-- grain: fiscal_year, bureau_code, scope_id, threshold_hours
select fiscal_year, bureau_code, scope_id, threshold_hours, cast(staff_count as integer) as staff_count
from metrics.overtime_told
where relation = 'counts'
order by fiscal_year, scope_id, threshold_hours, bureau_code nulls last
