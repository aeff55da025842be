-- 課題の具体的な取組内容。1行＝計画・課題・実施する年度の範囲
-- Planned actions of each task by span of fiscal years. One row per task and span.
-- grain: programme_id, task_no, display_order
select programme_id, task_no, display_order, first_fiscal_year, last_fiscal_year, actions
from catalog.task_actions
order by task_no, display_order
