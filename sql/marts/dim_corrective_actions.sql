-- 遅れている指標への対応の記録（わけ、対応、担当、期限、委員会の意見と答え）。1行＝指標・局区・対応
-- What is done about an indicator, or a bureau's part of it, that is behind. Null bureau: of the whole. One row per indicator, bureau and measure.
-- grain: kpi_id, bureau_code, measure, decided_on
select
    actions.kpi_id,
    actions.bureau_code,
    coalesce(bureaus.bureau_name, actions.bureau_code) as bureau_name,
    actions.cause,
    actions.measure,
    actions.owner,
    actions.decided_on,
    actions.due_on,
    actions.done_on,
    actions.opinion,
    actions.answer
from catalog.corrective_actions as actions
left join staging.stg_bureaus as bureaus on bureaus.bureau_code = actions.bureau_code
order by actions.kpi_id, actions.due_on, actions.measure
