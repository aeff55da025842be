-- 月の上限、平均の上限を超えた職員（対象範囲で分ける前）。1行＝上限・管理職の扱い・職員・月
-- People over a limit of one month or of a mean, whatever their scope. One row per rule, treatment of managers, person and month.
with over_in_the_month as (
    select
        rules.rule_id,
        rules.includes_managers,
        months.staff_key,
        months.month,
        months.fiscal_year,
        months.profile_id
    from intermediate.int_overtime_rule_populations as rules
    inner join intermediate.int_overtime_person_months as months
        on months.basis_id = rules.basis_id
        and is_over(months.counted_minutes, rules.operator, rules.threshold_minutes)
        and months.month >= rules.valid_from
        and (rules.valid_to is null or months.month <= rules.valid_to)
        and (rules.includes_managers or not months.is_manager)
    where rules.window_kind = 'month'
),

over_in_a_mean as (
    select
        totals.rule_id,
        totals.includes_managers,
        totals.staff_key,
        totals.month,
        totals.fiscal_year,
        totals.profile_id
    from intermediate.int_overtime_trailing_totals as totals
    inner join intermediate.int_overtime_rule_populations as rules
        on rules.rule_id = totals.rule_id
        and is_over(totals.counted_minutes, rules.operator, rules.threshold_minutes * totals.month_count)
    group by totals.rule_id, totals.includes_managers, totals.staff_key, totals.month, totals.fiscal_year, totals.profile_id
)

select * from over_in_the_month
union all
select * from over_in_a_mean
