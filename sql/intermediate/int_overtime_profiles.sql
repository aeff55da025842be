-- 対象範囲を分ける職員の種別。1行＝今の組織の局区・職種・任用形態
-- Kinds of staff that scopes tell apart, numbered. One row per bureau of today's organisation, occupation and employment type.
with kinds as (
    select distinct
        int_bureaus_today.today_code as bureau_code,
        stg_staff.occupation,
        stg_staff.employment_type
    from staging.stg_staff
    inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
)

select
    cast(row_number() over (order by bureau_code, occupation, employment_type) as integer) as profile_id,
    bureau_code,
    occupation,
    employment_type
from kinds
