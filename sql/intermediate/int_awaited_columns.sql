-- 指標が求めているのに、届いたどのファイルにもない列。1行＝指標・提出ファイルの種類・列
-- Columns that files may lack, that none has, and that an indicator measures by: it has no values until one comes. One row per indicator, source and column.
with asked as (
    select measured.kpi_id, 'staff' as source,
        case conditions.attribute when 'state' then '在職区分' else '採用区分' end as heading
    from catalog.kpi_measure_populations as measured
    inner join intermediate.int_population_conditions as conditions
        on conditions.population_id = measured.population_id and conditions.attribute in ('state', 'exam')
    union all
    select kpi_id, source, '付与日数' as heading
    from catalog.kpi_measure_sides
    where field = 'granted_days'
    union all
    select kpi_id, source, '所属名' as heading
    from catalog.kpi_measure_sides
    where worked_department is not null
    union all
    select kpi_id, source, case field when 'days' then '休暇日数（または休業開始日と休業終了日）' else '子の生年月日' end as heading
    from catalog.kpi_measure_sides
    where field in ('days', 'people_by_birth')
),

sent as (
    select '在職区分' as heading from raw.staff where service_state is not null
    union all
    select '採用区分' as heading from raw.staff where exam_category is not null
    union all
    select '付与日数' as heading from raw.leave where granted_days is not null
    union all
    select '所属名' as heading from staging.stg_overtime where worked_department is not null
    union all
    select '休暇日数（または休業開始日と休業終了日）' as heading from raw.parental_leave
    where leave_days_e4 is not null or leave_to >= leave_from
    union all
    select '子の生年月日' as heading from raw.parental_leave where child_born_on is not null
)

select distinct asked.kpi_id, asked.source, asked.heading
from asked
left join sent on sent.heading = asked.heading
where sent.heading is null
