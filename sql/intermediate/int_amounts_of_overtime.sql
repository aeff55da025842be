-- 指標の計り方が足し合わせる、時間外勤務の時間。1行＝職員・月・時間の数え方・勤務区分・事由・訂正
-- Hours of overtime that measures add up, by way of counting (city/overtime-hour-bases.csv) and, where files say it, by department; a correction is of the department of the row that it corrects. Nothing while none adds them up. One row per person, month, basis, kind of hours, cause and correction.
select
    'overtime' as source,
    'hours' as field,
    bases.basis_id as item,
    corrected.staff_key,
    cast(null as varchar) as bureau_code,
    sent.worked_department,
    corrected.month as period,
    corrected.worked_minutes / 60e0 as amount
from intermediate.int_overtime_corrected as corrected
inner join catalog.overtime_hour_bases as bases on bases.hour_kind = corrected.hour_kind
left join staging.stg_overtime as sent
    on sent.worked_department is not null
    and sent.staff_key = corrected.staff_key
    and sent.month = corrected.month
    and sent.hour_kind = corrected.hour_kind
    and sent.cause = corrected.cause
where 'overtime' in (select source from catalog.kpi_measure_sources)
