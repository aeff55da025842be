-- 計画（プログラム）の名前、期間、策定した機関、委員会。1行＝計画
-- The programmes with their years, who signs them and to which committee they are presented. One row per programme.
-- grain: programme_id
select
    programme_id,
    display_order,
    name,
    title,
    first_fiscal_year,
    last_fiscal_year,
    starts_on,
    ends_on,
    signatories,
    committee,
    office
from catalog.programmes
order by display_order
