-- 活動実績（増えた数）。1行＝四半期・項目・件名・実施日
-- Activity counts as increments. One row per quarter, item, subject and day.
select
    fiscal_year_of(quarter) as fiscal_year,
    fiscal_quarter_of(quarter) as quarter,
    item,
    subject,
    held_on,
    cast(amount as integer) as amount
from raw.activity
