-- People who were in service on the day of the roster before one that is not recorded yet, and how many of them it does not have:
-- it would carry those who left since, too.
with before as (
  select max(period) as day
  from intake.current_periods
  where source = 'staff' and period < $period::date
)
select cast(before.day as varchar) as day, count(distinct rows.staff_key)::integer as before_count,
  (count(distinct rows.staff_key) filter (
    rows.staff_key not in (select staff_key from raw.staff where batch_id = $batch_id)
  ))::integer as gone_count
from before
inner join intake.current_periods as current on current.source = 'staff' and current.period = before.day
inner join raw.staff as rows on rows.batch_id = current.batch_id and rows.period = current.period
where rows.left_on is null or rows.left_on > before.day
group by before.day
