-- まだ速報である指標の期間（終わってから間がない、送られていない局区がある、障害者雇用の基準日より後の名簿がない）。1行＝指標・期間
-- Periods whose values are provisional: too few months that are over and were sent lie after them, some bureaus have still to send for them, or there is no roster since the day of record of staff with disabilities. One row per indicator and period.
with calendar as (
    -- The last month that was over on the day of the release: a month that is still to come settles nothing.
    select month_index_of(created_on) - 1 as month_index from catalog.releases
),

sent_months as (
    -- A month after a gap is more likely a mistyped one than the latest.
    select months.month_index
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
    select least(calendar.month_index, coalesce(max(sent_months.month_index), calendar.month_index)) as month_index
    from calendar
    left join sent_months on true
    group by calendar.month_index
),

unfinished as (
    -- Some bureaus have still to send for a period that the value rests on.
    select distinct kpi_values.kpi_id, kpi_values.period_start, kpi_values.period_end
    from metrics.kpi_values
    inner join metrics.kpi_sources on kpi_sources.kpi_id = kpi_values.kpi_id
    inner join raw.missing_units
        on missing_units.source = kpi_sources.source
        and missing_units.period between kpi_values.period_start and kpi_values.period_end
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

select periods.kpi_id, periods.period_start, periods.period_end
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
    or horizon.month_index - month_index_of(periods.period_end) < kpis.settled_after_months
