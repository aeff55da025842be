-- 届いている資料の期間と、まだの局区。1行＝提出ファイルの種類・期間
-- What came up to when: every period of which a file is in force, and bureaus that have still to send for it (by name, "、" between; null for none). period_months: how many months a period has; null for a day of record. One row per source and period.
-- grain: source, period_start
with missing as (
    select
        missing_units.source,
        missing_units.period,
        joined_by_key(
            array_agg(concat(missing_units.unit, '=', coalesce(bureaus.bureau_name, missing_units.unit))), '、'
        ) as missing_bureaus
    from raw.missing_units
    left join staging.stg_bureaus as bureaus on bureaus.bureau_code = missing_units.unit
    group by missing_units.source, missing_units.period
)

select distinct
    periods.source,
    sources.source_title,
    sources.period_months,
    periods.period as period_start,
    case
        when sources.period_months is null then periods.period
        else month_end_after(periods.period, sources.period_months - 1)
    end as period_end,
    missing.missing_bureaus
from raw.current_periods as periods
inner join catalog.sources as sources on sources.source = periods.source
left join missing on missing.source = periods.source and missing.period = periods.period
-- A list that is replaced as a whole has no period (1900).
where periods.period > date '1900-01-01' and not sources.is_correction
