-- 計画の課題（指標のない課題を含む）。1行＝計画・課題
-- Task sheets (課題) of the programmes, also those without an indicator. One row per programme and task.
-- grain: programme_id, task_no
select programme_id, task_no, task_name, task_group, display_order from catalog.tasks order by display_order
