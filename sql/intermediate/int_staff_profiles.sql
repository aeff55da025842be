-- 職員の種別（名簿にある人の分け方で、対象の職員が分かれうるもの）。1行＝今の組織の局区・任命権者・職種・任用形態・職級・性別・管理職区分
-- Kinds of staff that populations can tell apart, numbered. One row per bureau of today's organisation, authority, occupation, employment type, grade, sex and kind of manager.
with kinds as (
    select distinct
        int_bureaus_today.today_code as bureau_code,
        stg_staff.appointing_authority,
        stg_staff.occupation,
        stg_staff.employment_type,
        stg_staff.grade,
        stg_staff.sex,
        stg_staff.is_manager
    from staging.stg_staff
    inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
)

select
    cast(row_number() over (order by bureau_code) as integer) as profile_id,
    bureau_code,
    appointing_authority,
    occupation,
    employment_type,
    grade,
    sex,
    is_manager
from kinds
