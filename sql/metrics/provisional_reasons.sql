-- まだ速報である指標の期間と、そのわけ（終わってから間がない、送られていない局区がある、障害者雇用の基準日より後の名簿がない）。1行＝指標・期間
-- Periods whose values are provisional, and why: too few months that are over and were sent lie after them (settles_on: the last day of the month that settles them, null where that is over; sent_until: of the overtime that has come, null where nothing but the calendar is waited for), some bureaus have still to send for them, or there is no roster since the day of record of staff with disabilities. One row per indicator and period.
with calendar as (
    -- Up to which day every month was over on the day of the release: a month that is still to come settles nothing.
    select month_start(created_on) as today, month_index_of(created_on) - 1 as month_index from catalog.releases
),

sent_months as (
    -- A month after a gap is more likely a mistyped one than the latest.
    select months.month, months.month_index
    from intermediate.int_overtime_months as months
    cross join calendar
    left join intermediate.int_overtime_months as before on before.month_index = months.month_index - 1
    where months.month_index <= calendar.month_index
        and months.month not in (select period from raw.missing_units where source = 'overtime')
        and (
            before.month_index is not null
            or months.month_index = (select min(month_index) from intermediate.int_overtime_months)
        )
),

horizon as (
    select
        least(calendar.today, coalesce(settled_from(latest.month, 0), calendar.today)) as today,
        case when latest.month_index < calendar.month_index then latest.month end as sent_until
    from calendar
    cross join (select max(month) as month, max(month_index) as month_index from sent_months) as latest
),

names as (
    select missing_units.source, missing_units.period, coalesce(bureaus.bureau_name, missing_units.unit) as name
    from raw.missing_units
    left join staging.stg_bureaus as bureaus on bureaus.bureau_code = missing_units.unit
),

missing as (
    -- Some bureaus have still to send for a period that the value rests on.
    select distinct kpi_values.kpi_id, kpi_values.period_start, kpi_values.period_end, names.source, names.name
    from metrics.kpi_values
    inner join metrics.kpi_sources on kpi_sources.kpi_id = kpi_values.kpi_id
    inner join names
        on names.source = kpi_sources.source
        and names.period between kpi_values.period_start and kpi_values.period_end
),

counted as (
    select missing.*,
        row_number() over (partition by kpi_id, period_start, period_end, source order by name) as place,
        count(*) over (partition by kpi_id, period_start, period_end, source) as name_count
    from missing
),

by_source as (
    select
        counted.kpi_id,
        counted.period_start,
        counted.period_end,
        concat(
            sources.source_title,
            '（',
            joined_in_order(array_agg(counted.name), '、'),
            case when max(counted.name_count) > 3 then concat('ほか', max(counted.name_count) - 3) else '' end,
            '）'
        ) as told
    from counted
    inner join catalog.sources as sources on sources.source = counted.source
    where counted.place <= 3
    group by counted.kpi_id, counted.period_start, counted.period_end, sources.source_title
),

unfinished as (
    select kpi_id, period_start, period_end, joined_in_order(array_agg(told), '、') as missing_from
    from by_source
    group by kpi_id, period_start, period_end
),

without_roster as (
    -- Who came between the last roster and a day of record is known from a roster of that day or a later one only.
    select distinct kpi_values.kpi_id, kpi_values.period_start, kpi_values.period_end
    from metrics.kpi_values
    inner join metrics.kpi_sources on kpi_sources.kpi_id = kpi_values.kpi_id and kpi_sources.source = 'disability'
    where kpi_values.period_end > (select max(as_of_date) from staging.stg_staff)
),

periods as (
    select distinct kpi_id, period_start, period_end from metrics.kpi_values
)

select
    periods.kpi_id,
    periods.period_start,
    periods.period_end,
    case
        when horizon.today < settled_from(periods.period_end, kpis.settled_after_months)
            then month_end_after(periods.period_end, kpis.settled_after_months)
    end as settles_on,
    horizon.sent_until,
    unfinished.missing_from,
    without_roster.kpi_id is not null as lacks_roster
from periods
inner join catalog.kpis as kpis on kpis.kpi_id = periods.kpi_id
cross join horizon
left join unfinished
    on unfinished.kpi_id = periods.kpi_id
    and unfinished.period_start = periods.period_start
    and unfinished.period_end = periods.period_end
left join without_roster
    on without_roster.kpi_id = periods.kpi_id
    and without_roster.period_start = periods.period_start
    and without_roster.period_end = periods.period_end
where unfinished.kpi_id is not null
    or without_roster.kpi_id is not null
    or horizon.today < settled_from(periods.period_end, kpis.settled_after_months)
