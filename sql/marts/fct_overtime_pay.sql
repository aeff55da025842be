-- 時間外勤務手当の支給額（百万円）。1行＝年度・会計区分（合計を含む）
-- Overtime pay in million yen. One row per fiscal year and account group (total included), on the basis of the settled accounts where there is one.
-- grain: fiscal_year, account_group
select
    fiscal_year,
    account_group,
    basis,
    cast(paid_million_yen as integer) as paid_million_yen,
    cast(change_million_yen as integer) as change_million_yen,
    cast(cumulative_change_million_yen as integer) as cumulative_change_million_yen,
    base_fiscal_year
from metrics.overtime_pay
order by fiscal_year, account_group
