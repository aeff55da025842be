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

judgements_in_force as (
    -- Of a target in words: what was said last.
    select quarters.kpi_id, quarters.as_of_date,
        max(judgements.judged_on) as judged_on,
        latest_by(judgements.status, judgements.judged_on) as status,
        latest_by(judgements.judged_by, judgements.judged_on) as judged_by,
        latest_by(judgements.note, judgements.judged_on) as note
    from metrics.scoreboard_values as quarters
    inner join catalog.kpi_judgements as judgements
        on judgements.kpi_id = quarters.kpi_id and judgements.judged_on <= quarters.as_of_date
    group by quarters.kpi_id, quarters.as_of_date
),

on_the_way as (
    -- The line from the base leads to a target's one edge, or to the nearer of two.
    select
        known.*,
        case when known.has_road then required.required_value else known.target_low end as way_low,
        case when known.has_road then required.required_value else known.target_high end as way_high,
        case
            when known.target_low is null or known.target_high is null
                then coalesce(known.target_low, known.target_high)
            else greatest(known.target_low, least(known.target_high, known.pace_base_value))
        end as aim,
        known.target_low is not null and known.target_high is not null as has_two_sides,
        half_up(known.value, known.decimals) as printed_value
    from metrics.scoreboard_values as known
    left join metrics.required_levels as required
        on required.kpi_id = known.kpi_id
        and required.as_of_date = known.as_of_date
        and required.fiscal_year = least(
            coalesce(known.value_fiscal_year, fiscal_year_of(known.as_of_date + 1) - 1), known.target_fiscal_year
        )
),

required as (
    -- A value may lie anywhere from where the line is to the far edge of the target.
    select
        on_the_way.*,
        case
            when target_low is null or way_low is null then null
            when has_two_sides then least(way_low, target_low)
            else way_low
        end as required_low,
        case
            when target_high is null or way_high is null then null
            when has_two_sides then greatest(way_high, target_high)
            else way_high
        end as required_high,
        greatest(target_low - printed_value, printed_value - target_high) as target_gap,
        -- None from a base that is there; within a target of two sides, its own width.
        coalesce(nullif(abs(aim - pace_base_value), 0), target_high - target_low) as whole_way
    from on_the_way
),

measured as (
    select
        required.*,
        case when has_two_sides and not has_road then null else coalesce(way_low, way_high) end as required_value,
        -- How far outside of what is required; zero and less is inside.
        greatest(
            half_up(required_low, decimals) - printed_value, printed_value - half_up(required_high, decimals)
        ) as required_gap,
        -- Beyond the far edge is as far from the target as the same distance before the near one.
        case
            when target_high < value and pace_base_value < target_low then target_low - (value - target_high)
            when value < target_low and target_high < pace_base_value then target_high + (target_low - value)
            else value
        end as way_made,
        deviations.until as accepted_until,
        deviations.reason as accepted_reason,
        judgements.status as judged_status,
        judgements.judged_on,
        judgements.judged_by,
        judgements.note as judgement_note
    from required
    left join deviations_in_force as deviations
        on deviations.kpi_id = required.kpi_id
        and deviations.as_of_date = required.as_of_date
        and required.as_of_date <= deviations.until
    left join judgements_in_force as judgements
        on judgements.kpi_id = required.kpi_id and judgements.as_of_date = required.as_of_date
),

judged as (
    select
        measured.*,
        (way_made - pace_base_value) / nullif(aim - pace_base_value, 0) as progress_share,
        (required_value - pace_base_value) / nullif(aim - pace_base_value, 0) as required_share,
        case
            when target_form = 'stated' then coalesce(judged_status, 'unknown')
            when is_none then 'none'
            when required_gap is null or not has_base then 'unknown'
            when is_within(target_gap, is_strict) then 'achieved'
            when has_road and is_within(required_gap, is_strict and value_fiscal_year >= target_fiscal_year) then 'on_track'
            when accepted_until is not null then 'accepted'
            -- A billionth: being exactly on the band's edge is inside, whatever the last bit says.
            when required_gap <= (near_band + 0.000000001) * whole_way then 'slightly_behind'
            else 'behind'
        end as status
    from measured
),

ahead as (
    select
        forecasts.*,
        greatest(judged.target_low - forecast_value, forecast_value - judged.target_high) as gap_of_forecast,
        greatest(judged.target_low - forecast_low, forecast_low - judged.target_high) as gap_of_low,
        greatest(judged.target_low - forecast_high, forecast_high - judged.target_high) as gap_of_high
    from metrics.forecasts as forecasts
    inner join judged on judged.kpi_id = forecasts.kpi_id and judged.as_of_date = forecasts.as_of_date
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
    judged.required_low,
    judged.required_high,
    judged.target_value,
    judged.target_low,
    judged.target_high,
    judged.target_words,
    judged.target_year_words,
    judged.target_by,
    judged.target_fiscal_year,
    judged.progress_share,
    judged.required_share,
    judged.status,
    judged.accepted_until,
    judged.accepted_reason,
    judged.judged_on,
    judged.judged_by,
    judged.judgement_note,
    judged.to_date_value,
    judged.to_date_previous_value,
    forecasts.forecast_value,
    forecasts.forecast_low,
    forecasts.forecast_high,
    case
        when forecasts.forecast_value is null then 'none'
        when is_within(greatest(gap_of_low, gap_of_high), is_strict) then 'likely'
        when is_within(gap_of_forecast, is_strict) then 'rather_likely'
        -- Some of the range lies where the target is.
        when is_within(greatest(target_low - forecast_high, forecast_low - target_high), is_strict) then 'rather_unlikely'
        else 'unlikely'
    end as forecast_outlook
from judged
left join ahead as forecasts on forecasts.kpi_id = judged.kpi_id and forecasts.as_of_date = judged.as_of_date
