-- blocking: 480時間超・1000時間超の人数が、報告時の組織と今の組織とで合いません（ファイルではなく、計算のしかたの誤りです）
-- remedy: ファイルを直しても消えません。この表示を添えて、プログラムの保守の担当に知らせる。公開版はそのまま使える
with by_organisation as (
    select
        fiscal_year,
        scope_id,
        rule_id,
        sum(staff_count) filter (where organisation = 'as_reported') as reported_count,
        sum(staff_count) filter (where organisation = 'today') as today_count
    from metrics.overtime_counts_by_organisation
    group by fiscal_year, scope_id, rule_id
),

counted as (
    select fiscal_year, scope_id, rule_id, sum(staff_count) as staff_count
    from metrics.overtime_counts
    where quarter = 4
    group by fiscal_year, scope_id, rule_id
)

select counted.fiscal_year, counted.scope_id, counted.rule_id, counted.staff_count,
    by_organisation.reported_count, by_organisation.today_count
from counted
left join by_organisation
    on by_organisation.fiscal_year = counted.fiscal_year
    and by_organisation.scope_id = counted.scope_id
    and by_organisation.rule_id = counted.rule_id
where coalesce(abs(by_organisation.reported_count - counted.staff_count) > 0.0001, true)
    or coalesce(abs(by_organisation.today_count - counted.staff_count) > 0.0001, true)
