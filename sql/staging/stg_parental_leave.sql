-- Births and first take-ups of parental leave. One row per person and event.
select
    staff_key,
    fiscal_year_of(quarter) as fiscal_year,
    fiscal_quarter_of(quarter) as quarter,
    sex,
    event,
    event_date
from raw.parental_leave
