-- 年次報告の時間数を年度に超えた職員数（報告時の組織と今の組織）。1行＝終わった年度・対象範囲・上限・組織・局区
-- People over each yearly threshold of the yearly report in a complete year, by the bureaus of that time and by those of today: a bureau that was split gives its people in the shares that the city states, so that there are parts of people. One row per year, scope, rule, organisation and bureau, zeros included.
with over_threshold as (
    select
        in_scope.scope_id,
        rules.rule_id,
        in_scope.fiscal_year,
        reported.bureau_code,
        count(*) as staff_count
    from intermediate.int_overtime_in_scope as in_scope
    inner join intermediate.int_overtime_rule_scopes as rules
        on rules.scope_id = in_scope.scope_id
        and rules.basis_id = in_scope.basis_id
        and rules.rule_set = 'report'
        and in_scope.period_start >= rules.valid_from
        and (rules.valid_to is null or in_scope.period_start <= rules.valid_to)
        and is_over(in_scope.counted_minutes, rules.operator, rules.threshold_minutes)
    inner join intermediate.int_overtime_reported_bureaus as reported
        on reported.staff_key = in_scope.staff_key
        and reported.basis_id = in_scope.basis_id
        and reported.fiscal_year = in_scope.fiscal_year
    where in_scope.quarter = 4
    group by in_scope.scope_id, rules.rule_id, in_scope.fiscal_year, reported.bureau_code
),

cells as (
    select rules.scope_id, rules.rule_id, rules.threshold_hours, years.fiscal_year, bureaus.bureau_code
    from intermediate.int_overtime_rule_scopes as rules
    cross join intermediate.int_loaded_quarters as years
    inner join staging.stg_bureaus as bureaus
        on bureaus.valid_from <= years.period_end and (bureaus.valid_to is null or bureaus.valid_to >= years.period_start)
        and bureaus.bureau_code not in (select unit_code from intermediate.int_empty_units)
    where rules.rule_set = 'report' and years.source = 'overtime' and years.quarter = 4
    union
    -- A roster may name a bureau beyond its days.
    select rules.scope_id, rules.rule_id, rules.threshold_hours, over_threshold.fiscal_year, over_threshold.bureau_code
    from over_threshold
    inner join intermediate.int_overtime_rule_scopes as rules
        on rules.scope_id = over_threshold.scope_id and rules.rule_id = over_threshold.rule_id
),

as_reported as (
    select
        cells.scope_id,
        cells.rule_id,
        cells.threshold_hours,
        cells.fiscal_year,
        cells.bureau_code,
        cast(coalesce(over_threshold.staff_count, 0) as double) as staff_count
    from cells
    left join over_threshold
        on over_threshold.scope_id = cells.scope_id
        and over_threshold.rule_id = cells.rule_id
        and over_threshold.fiscal_year = cells.fiscal_year
        and over_threshold.bureau_code = cells.bureau_code
)

select fiscal_year, scope_id, rule_id, threshold_hours, 'as_reported' as organisation, bureau_code, staff_count
from as_reported
union all
select
    as_reported.fiscal_year,
    as_reported.scope_id,
    as_reported.rule_id,
    as_reported.threshold_hours,
    'today' as organisation,
    shares.today_code as bureau_code,
    sum(as_reported.staff_count * shares.share) as staff_count
from as_reported
inner join intermediate.int_bureau_shares as shares on shares.bureau_code = as_reported.bureau_code
group by
    as_reported.fiscal_year,
    as_reported.scope_id,
    as_reported.rule_id,
    as_reported.threshold_hours,
    shares.today_code
