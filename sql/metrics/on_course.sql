-- 年間の時間数を超えそうな職員数（4月からの時間が同じ調子で続いたとき）。1行＝指標・四半期
-- People on course for the yearly threshold that an indicator counts, if the year goes on as the three before it did: minutes since April over the share of a year's overtime that lay before the same day. One row per indicator of that kind and loaded quarter that has a complete year before it; the city in the indicator's scope.
with totals as (
    select basis_id, fiscal_year, quarter, sum(counted_minutes) as minutes
    from intermediate.int_overtime_to_date
    group by basis_id, fiscal_year, quarter
),

shares as (
    select
        quarters.basis_id,
        quarters.fiscal_year,
        quarters.quarter,
        sum(to_date.minutes) / sum(complete.minutes) as share
    from totals as quarters
    inner join totals as complete
        on complete.basis_id = quarters.basis_id
        and complete.quarter = 4
        and complete.minutes > 0
        and complete.fiscal_year between quarters.fiscal_year - 3 and quarters.fiscal_year - 1
    inner join totals as to_date
        on to_date.basis_id = complete.basis_id
        and to_date.fiscal_year = complete.fiscal_year
        and to_date.quarter = quarters.quarter
    where quarters.quarter < 4
    group by quarters.basis_id, quarters.fiscal_year, quarters.quarter
)

select
    kpis.kpi_id,
    in_scope.fiscal_year,
    in_scope.quarter,
    cast(
        count(*) filter (
            where is_over(in_scope.counted_minutes, rules.operator, rules.threshold_minutes * shares.share)
        ) as double
    ) as value
from catalog.kpis as kpis
inner join intermediate.int_overtime_rule_scopes as rules
    on rules.rule_id = 'report_480' and rules.scope_id = kpis.scope_id
inner join intermediate.int_overtime_in_scope as in_scope
    on in_scope.scope_id = kpis.scope_id and in_scope.basis_id = rules.basis_id
inner join shares
    on shares.basis_id = in_scope.basis_id
    and shares.fiscal_year = in_scope.fiscal_year
    and shares.quarter = in_scope.quarter
where kpis.model = 'kpi_overtime_over_480h'
group by kpis.kpi_id, in_scope.fiscal_year, in_scope.quarter
