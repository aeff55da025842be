-- 四半期末の指標の評価（必要水準との比較、見込み）。1行＝指標・四半期
-- Each indicator judged, by its figures as printed, at the end of each quarter: the latest yearly value against the line from base to target, and where the trend leads. One row per indicator and as-of quarter.
with deviations_in_force as (
    -- One that was extended: the decision taken last is in force from its day on.
    select quarters.kpi_id, quarters.as_of_date,
        latest_by(deviations.until, deviations.decided_on) as until,
        latest_by(deviations.reason, deviations.decided_on) as reason
    from metrics.scoreboard_values as quarters
    inner join catalog.kpi_accepted_deviations as deviations
        on deviations.kpi_id = quarters.kpi_id and deviations.decided_on <= quarters.as_of_date
    group by quarters.kpi_id, quarters.as_of_date
),

measured as (
    select
        known.*,
        required.required_value,
        case known.direction when 'up' then 1 else -1 end as better,
        abs(known.target_value - known.pace_base_value) as whole_way,
        half_up(known.value, known.decimals) as printed_value,
        half_up(required.required_value, known.decimals) as printed_required,
        deviations.until as accepted_until,
        deviations.reason as accepted_reason
    from metrics.scoreboard_values as known
    left join metrics.required_levels as required
        on required.kpi_id = known.kpi_id
        and required.as_of_date = known.as_of_date
        and required.fiscal_year = least(
            coalesce(known.value_fiscal_year, fiscal_year_of(known.as_of_date + 1) - 1), known.target_fiscal_year
        )
    left join deviations_in_force as deviations
        on deviations.kpi_id = known.kpi_id
        and deviations.as_of_date = known.as_of_date
        and known.as_of_date <= deviations.until
),

judged as (
    select
        measured.*,
        (value - pace_base_value) / nullif(target_value - pace_base_value, 0) as progress_share,
        (required_value - pace_base_value) / nullif(target_value - pace_base_value, 0) as required_share,
        case
            when value is null or required_value is null then 'unknown'
            when better * (printed_value - target_value) >= 0 then 'achieved'
            when better * (printed_value - printed_required) >= 0 then 'on_track'
            when accepted_until is not null then 'accepted'
            -- A billionth: being exactly on the band's edge is inside, whatever the last bit says.
            when better * (printed_value - printed_required) >= -(near_band + 0.000000001) * whole_way
                then 'slightly_behind'
            else 'behind'
        end as status
    from measured
)

select
    judged.kpi_id,
    judged.as_of_fiscal_year,
    judged.as_of_quarter,
    judged.as_of_date,
    judged.scope_id,
    judged.base_value,
    judged.base_fiscal_year,
    judged.value,
    judged.value_fiscal_year,
    judged.value_date,
    judged.observation_status,
    judged.previous_value,
    judged.required_value,
    judged.target_value,
    judged.target_fiscal_year,
    judged.progress_share,
    judged.required_share,
    judged.status,
    judged.accepted_until,
    judged.accepted_reason,
    judged.to_date_value,
    judged.to_date_previous_value,
    forecasts.forecast_value,
    forecasts.forecast_low,
    forecasts.forecast_high,
    case
        when forecasts.forecast_value is null then 'none'
        when least(better * (forecast_low - target_value), better * (forecast_high - target_value)) >= 0 then 'likely'
        when better * (forecast_value - target_value) >= 0 then 'rather_likely'
        when greatest(better * (forecast_low - target_value), better * (forecast_high - target_value)) >= 0
            then 'rather_unlikely'
        else 'unlikely'
    end as forecast_outlook
from judged
left join metrics.forecasts on forecasts.kpi_id = judged.kpi_id and forecasts.as_of_date = judged.as_of_date
