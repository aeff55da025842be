-- 課題の様式の文（資料3）。1行＝計画・課題（数行の文は1つの欄に改行で入る）
-- Words of each task's fixed form (課題の様式). One row per task; several lines stand in one cell.
-- grain: programme_id, task_no
select * from catalog.task_sheets order by display_order
