-- 四半期末の指標の評価（必要水準との比較、年度末見込み、目標年度の見込み）。1行＝指標・四半期
-- Each indicator judged at the end of each quarter: the latest yearly value against the line from base to target, where the running year will end, and where the trend leads. One row per indicator and as-of quarter.
with reported as (
    select
        kpi_id, as_of_date, required_value, required_low, required_high, progress_share, required_share, status,
        computed_status, accepted_until, accepted_reason, accepted_limit, judged_on, judged_by, judgement_note
    from metrics.judgements
    where basis = 'reported'
),

year_ends as (
    -- Both ends of the range may be judged otherwise than its middle.
    select
        kpi_id,
        as_of_date,
        any_value(required_value) as required_value,
        any_value(computed_status) filter (where basis = 'year_end') as status,
        any_value(computed_status) filter (where basis = 'year_end_low') as status_of_low,
        any_value(computed_status) filter (where basis = 'year_end_high') as status_of_high
    from metrics.judgements
    where basis <> 'reported'
    group by kpi_id, as_of_date
),

reasons as (
    -- The same for whatever ends on a day.
    select
        kpi_id,
        period_end,
        max(settles_on) as settles_on,
        max(sent_until) as sent_until,
        max(missing_from) as missing_from,
        max(lacks_roster) as lacks_roster
    from metrics.provisional_reasons
    group by kpi_id, period_end
),

ahead as (
    select
        forecasts.*,
        known.is_strict,
        distance_outside(forecast_value, known.target_low, known.target_high) as gap_of_forecast,
        distance_outside(forecast_low, known.target_low, known.target_high) as gap_of_low,
        distance_outside(forecast_high, known.target_low, known.target_high) as gap_of_high,
        -- Some of the range lies where the target is.
        greatest(
            distance_outside(forecast_high, known.target_low, null),
            distance_outside(forecast_low, null, known.target_high)
        ) as gap_of_range
    from metrics.forecasts as forecasts
    inner join metrics.scoreboard_values as known
        on known.kpi_id = forecasts.kpi_id and known.as_of_date = forecasts.as_of_date
)

select
    known.kpi_id,
    known.programme_id,
    known.as_of_fiscal_year,
    known.as_of_quarter,
    known.as_of_date,
    known.scope_id,
    known.base_value,
    known.base_fiscal_year,
    known.value,
    known.value_fiscal_year,
    known.value_date,
    known.observation_status,
    reasons.settles_on as provisional_until,
    reasons.sent_until as provisional_sent_until,
    reasons.missing_from as provisional_missing,
    reasons.lacks_roster as provisional_lacks_roster,
    known.previous_value,
    reported.required_value,
    reported.required_low,
    reported.required_high,
    known.target_value,
    known.target_low,
    known.target_high,
    known.target_words,
    known.target_year_words,
    known.target_by,
    known.target_fiscal_year,
    reported.progress_share,
    reported.required_share,
    reported.status,
    reported.computed_status,
    reported.accepted_until,
    reported.accepted_reason,
    reported.accepted_limit,
    reported.judged_on,
    reported.judged_by,
    reported.judgement_note,
    known.to_date_value,
    known.to_date_previous_value,
    year_end_forecasts.forecast_value as year_end_value,
    year_end_forecasts.forecast_low as year_end_low,
    year_end_forecasts.forecast_high as year_end_high,
    year_end_forecasts.method as year_end_method,
    year_end_forecasts.years_before as year_end_years_before,
    year_ends.required_value as year_end_required,
    year_ends.status as year_end_status,
    year_ends.status_of_low as year_end_status_low,
    year_ends.status_of_high as year_end_status_high,
    cast(on_course.value - known.to_date_value as integer) as on_course_count,
    ahead.forecast_value,
    ahead.forecast_low,
    ahead.forecast_high,
    case
        when ahead.is_contradicted then 'unclear'
        -- A target in words is no level that a value could come to.
        when ahead.forecast_value is null or ahead.gap_of_forecast is null then 'none'
        when is_within(greatest(ahead.gap_of_low, ahead.gap_of_high), ahead.is_strict) then 'likely'
        when is_within(ahead.gap_of_forecast, ahead.is_strict) then 'rather_likely'
        when is_within(ahead.gap_of_range, ahead.is_strict) then 'rather_unlikely'
        else 'unlikely'
    end as forecast_outlook
from metrics.scoreboard_values as known
inner join reported on reported.kpi_id = known.kpi_id and reported.as_of_date = known.as_of_date
left join year_ends on year_ends.kpi_id = known.kpi_id and year_ends.as_of_date = known.as_of_date
left join metrics.year_end_forecasts as year_end_forecasts
    on year_end_forecasts.kpi_id = known.kpi_id and year_end_forecasts.as_of_date = known.as_of_date
left join metrics.on_course as on_course
    on on_course.kpi_id = known.kpi_id
    and on_course.fiscal_year = known.as_of_fiscal_year
    and on_course.quarter = known.as_of_quarter
left join ahead on ahead.kpi_id = known.kpi_id and ahead.as_of_date = known.as_of_date
left join reasons
    on known.observation_status = 'provisional'
    and reasons.kpi_id = known.kpi_id
    and reasons.period_end = known.value_date
