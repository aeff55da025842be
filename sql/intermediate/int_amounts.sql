-- 指標の計り方が足し合わせる量。1行＝提出ファイルの種類・項目・内訳・所属・職員または局区・期間
-- Amounts of every source that measures add up. One row per source, field, item, department, person or bureau, and period.
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_activity
union all
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_leave
union all
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_mental_health
union all
select source, field, item, worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_overtime
union all
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_overtime_pay
union all
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_paper
union all
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_parental_leave
union all
select source, field, item, cast(null as varchar) as worked_department, staff_key, bureau_code, period, amount
from intermediate.int_amounts_of_shared_services
