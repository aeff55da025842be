-- 改革と関連する課題。1行＝計画・課題
-- Tasks that belong to the reform, by direction. One row per task.
-- grain: programme_id, task_no
select
    related_tasks.programme_id,
    related_tasks.display_order,
    related_tasks.group_name,
    related_tasks.task_no,
    coalesce(related_tasks.task_name, tasks.task_name) as task_name
from catalog.related_tasks as related_tasks
left join catalog.tasks as tasks on tasks.task_no = related_tasks.task_no and tasks.programme_id = related_tasks.programme_id
order by related_tasks.display_order
