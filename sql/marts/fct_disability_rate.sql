-- 障害者雇用率（市全体）。1行＝基準日
-- Disability employment of the city as one body. One row per day of record.
-- grain: as_of_date
select
    as_of_date,
    fiscal_year,
    cast(counted_persons as double) as counted_persons,
    cast(staff_base as double) as staff_base,
    cast(rate as double) as rate,
    legal_rate,
    cast(shortage as double) as shortage,
    roster_on,
    next_roster_on
from metrics.disability_rate
order by as_of_date
