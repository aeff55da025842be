-- プログラムの課題（指標のない課題を含む）。1行＝課題
-- Task sheets (課題) of the programme, also those without an indicator. One row per task.
-- grain: task_no
select task_no, task_name, task_group, display_order from catalog.tasks order by display_order
