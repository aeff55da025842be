-- 指標が載る課題。1行＝指標・課題
-- Which task sheet lists which indicator; listing_order 1 is its own sheet, the others repeat it. One row per indicator and task.
-- grain: kpi_id, task_no
select kpi_id, task_no, indicator_label, listing_order from catalog.kpi_listings order by task_no, indicator_label
