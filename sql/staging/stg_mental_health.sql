-- メンタルヘルス対策の対象者数と実施者数。1行＝年度・対策
-- Mental-health measures: people due and done. One row per fiscal year and measure.
select
    fiscal_year_of(fiscal_year) as fiscal_year,
    measure,
    cast(due_count as integer) as due_count,
    cast(done_count as integer) as done_count
from raw.mental_health
