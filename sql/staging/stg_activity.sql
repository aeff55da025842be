-- Activity counts as increments. One row per quarter, item, subject and day.
select
    fiscal_year_of(quarter) as fiscal_year,
    fiscal_quarter_of(quarter) as quarter,
    item,
    subject,
    held_on,
    cast(amount as integer) as amount
from raw.activity
