-- blocking: 480時間超・1000時間超の人数が、上限の集計と年次報告の集計で違います（ファイルではなく、計算のしかたの誤りです）
-- remedy: ファイルを直しても消えません。この表示を添えて、プログラムの保守の担当に知らせる。公開版はそのまま使える
select counts.fiscal_year, counts.bureau_code, counts.scope_id, counts.rule_id, counts.staff_count,
    limits.staff_count as limits_staff_count
from metrics.overtime_counts as counts
left join metrics.overtime_limits as limits
    on limits.rule_id = counts.rule_id
    and limits.scope_id = counts.scope_id
    and limits.fiscal_year = counts.fiscal_year
    and limits.month is null
    and limits.bureau_code = counts.bureau_code
where counts.quarter = 4 and counts.staff_count <> coalesce(limits.staff_count, 0)
