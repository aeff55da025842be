-- 局区ごとの時間外勤務の人数（秘匿する前）を一つの形に並べたもの。1行＝公表する表・期間・上限・対象範囲・組織・局区
-- Every count of people by overtime and bureau that leaves the house, before anything is withheld, in one shape: `staff_count`, and beside it those on course. One row per relation, period, rule or rule set, scope, organisation and bureau.
with counted as (
    select
        'counts' as relation, fiscal_year, cast(null as date) as month, cast(null as integer) as months_elapsed,
        cast(null as date) as due_on, cast(null as varchar) as organisation, rule_id, cast(null as varchar) as rule_set,
        threshold_hours, scope_id, bureau_code,
        cast(staff_count as double) as staff_count, cast(null as integer) as on_course_count
    from metrics.overtime_counts
    where quarter = 4
    union all
    select
        'counts_by_organisation', fiscal_year, cast(null as date), cast(null as integer), cast(null as date), organisation,
        rule_id, cast(null as varchar), threshold_hours, scope_id, bureau_code, cast(staff_count as double), cast(null as integer)
    from metrics.overtime_counts_by_organisation
    union all
    select
        'limits', limits.fiscal_year, limits.month, cast(null as integer), cast(null as date), cast(null as varchar),
        limits.rule_id, cast(null as varchar), rules.threshold_hours, limits.scope_id, limits.bureau_code,
        cast(limits.staff_count as double), cast(null as integer)
    from metrics.overtime_limits as limits
    inner join catalog.overtime_rules as rules on rules.rule_id = limits.rule_id
    union all
    select
        'early_warning', fiscal_year, as_of_month, months_elapsed, cast(null as date), cast(null as varchar),
        rule_id, cast(null as varchar), threshold_hours, scope_id, bureau_code, cast(over_count as double), on_course_count
    from metrics.overtime_early_warning
    union all
    select
        'analysis_due', fiscal_year, cast(null as date), cast(null as integer), due_on, cast(null as varchar),
        cast(null as varchar), rule_set, cast(null as integer), scope_id, bureau_code, cast(staff_count as double), cast(null as integer)
    from metrics.overtime_analysis_due
)

-- series: what adds up to one number of the city; told_as: what a published row is called by, beside its period and scope.
select
    *,
    case when relation = 'counts' then cast(threshold_hours as varchar) else coalesce(rule_set, rule_id) end as told_as,
    concat_ws('|', relation, fiscal_year, month, organisation, rule_id, rule_set, scope_id) as series
from counted
