-- Words of each task's fixed form (課題の様式). One row per task; several lines stand in one cell.
select * from catalog.task_sheets order by display_order
