-- 値の判定（必要水準との比較）。年度の値と、年度末見込みとその幅。1行＝指標・四半期・判定するもの
-- Values held against the line from base to target, exactly and not as they are printed: the latest yearly one (reported), and where the running year will end, with both ends of its range (year_end, year_end_low, year_end_high). One row per indicator, as-of quarter and basis.
-- Of whole things the line asks for whole ones: 12.4 is reached by 13, and the band within which a value is still near is a whole number, too.
with to_judge as (
    select kpi_id, as_of_date, 'reported' as basis, value, value_fiscal_year, is_none, is_start, target_low, target_high
    from metrics.scoreboard_values
    union all
    select
        known.kpi_id,
        known.as_of_date,
        ends.basis,
        case ends.basis
            when 'year_end' then ahead.forecast_value
            when 'year_end_low' then ahead.forecast_low
            else ahead.forecast_high
        end as value,
        known.as_of_fiscal_year as value_fiscal_year,
        false as is_none,
        known.as_of_date < known.programme_start as is_start,
        case when known.is_moving then moving.low else known.target_low end as target_low,
        case when known.is_moving then moving.high else known.target_high end as target_high
    from metrics.year_end_forecasts as ahead
    inner join metrics.scoreboard_values as known
        on known.kpi_id = ahead.kpi_id and known.as_of_date = ahead.as_of_date
    cross join (values ('year_end'), ('year_end_low'), ('year_end_high')) as ends (basis)
    left join metrics.moving_levels as moving
        on moving.kpi_id = known.kpi_id and moving.fiscal_year = known.as_of_fiscal_year
),

deviations_in_force as (
    -- One that was extended: the decision taken last is in force from its day on.
    select quarters.kpi_id, quarters.as_of_date,
        latest_by(deviations.until, deviations.decided_on) as until,
        latest_by(deviations.reason, deviations.decided_on) as reason,
        latest_by(deviations.limit_value, deviations.decided_on) as limit_value
    from metrics.scoreboard_values as quarters
    inner join catalog.kpi_accepted_deviations as deviations
        on deviations.kpi_id = quarters.kpi_id and deviations.decided_on <= quarters.as_of_date
    group by quarters.kpi_id, quarters.as_of_date
),

words_in_force as (
    -- Of a target in words: what was said last.
    select quarters.kpi_id, quarters.as_of_date,
        max(said.judged_on) as judged_on,
        latest_by(said.status, said.judged_on) as status,
        latest_by(said.judged_by, said.judged_on) as judged_by,
        latest_by(said.note, said.judged_on) as note
    from metrics.scoreboard_values as quarters
    inner join catalog.kpi_judgements as said
        on said.kpi_id = quarters.kpi_id and said.judged_on <= quarters.as_of_date
    group by quarters.kpi_id, quarters.as_of_date
),

on_the_way as (
    -- The line from the base leads to a target's one edge, or to the nearer of two.
    select
        to_judge.kpi_id,
        to_judge.as_of_date,
        to_judge.basis,
        to_judge.value,
        to_judge.value_fiscal_year,
        to_judge.is_none,
        to_judge.is_start,
        to_judge.target_low,
        to_judge.target_high,
        known.target_form,
        known.has_road,
        known.has_base,
        known.is_strict,
        known.near_band,
        known.target_fiscal_year,
        known.pace_base_value,
        known.decimals = 0
            and floor(coalesce(to_judge.target_low, 0)) = coalesce(to_judge.target_low, 0)
            and floor(coalesce(to_judge.target_high, 0)) = coalesce(to_judge.target_high, 0) as is_whole,
        case when known.has_road then required.required_value else to_judge.target_low end as way_low,
        case when known.has_road then required.required_value else to_judge.target_high end as way_high,
        case
            when to_judge.target_low is null or to_judge.target_high is null
                then coalesce(to_judge.target_low, to_judge.target_high)
            else greatest(to_judge.target_low, least(to_judge.target_high, known.pace_base_value))
        end as aim,
        to_judge.target_low is not null and to_judge.target_high is not null as has_two_sides
    from to_judge
    inner join metrics.scoreboard_values as known
        on known.kpi_id = to_judge.kpi_id and known.as_of_date = to_judge.as_of_date
    left join metrics.required_levels as required
        on required.kpi_id = to_judge.kpi_id
        and required.as_of_date = to_judge.as_of_date
        and required.fiscal_year = least(
            coalesce(to_judge.value_fiscal_year, fiscal_year_of(to_judge.as_of_date + 1) - 1), known.target_fiscal_year
        )
),

edges as (
    -- A value may lie anywhere from where the line is to the far edge of the target.
    select
        on_the_way.*,
        case
            when target_low is null or way_low is null then null
            when has_two_sides then least(way_low, target_low)
            else way_low
        end as low_edge,
        case
            when target_high is null or way_high is null then null
            when has_two_sides then greatest(way_high, target_high)
            else way_high
        end as high_edge,
        -- None from a base that is there; within a target of two sides, its own width.
        coalesce(nullif(abs(aim - pace_base_value), 0), target_high - target_low) as whole_way
    from on_the_way
),

required as (
    select
        edges.*,
        case when is_whole then ceil(round(low_edge, 9)) else low_edge end as required_low,
        case when is_whole then floor(round(high_edge, 9)) else high_edge end as required_high,
        case when is_whole then ceil(round(near_band * whole_way, 9)) else near_band * whole_way end as near_way
    from edges
),

measured as (
    select
        required.*,
        case
            when has_two_sides and not has_road then null
            when has_two_sides or not has_road then coalesce(way_low, way_high)
            else coalesce(required_low, required_high)
        end as required_value,
        distance_outside(value, target_low, target_high) as target_gap,
        distance_outside(value, required_low, required_high) as required_gap,
        -- Beyond the far edge is as far from the target as the same distance before the near one.
        case
            when target_high < value and pace_base_value < target_low then target_low - (value - target_high)
            when value < target_low and target_high < pace_base_value then target_high + (target_low - value)
            else value
        end as way_made
    from required
),

on_its_way as (
    select
        measured.*,
        (way_made - pace_base_value) / nullif(aim - pace_base_value, 0) as progress_share,
        (coalesce(way_low, way_high) - pace_base_value) / nullif(aim - pace_base_value, 0) as required_share
    from measured
),

computed as (
    select
        on_its_way.*,
        case
            when target_form = 'stated' then 'unknown'
            when is_none then 'none'
            when required_gap is null or not has_base then 'unknown'
            -- Nothing is on track before the programme begins.
            when is_start then 'start'
            when is_within(target_gap, is_strict) then 'achieved'
            when has_road and is_within(required_gap, is_strict and value_fiscal_year >= target_fiscal_year) then 'on_track'
            when has_road and round(progress_share, 9) < 0 then 'reversed'
            -- A billionth: being exactly on the band's edge is inside, whatever the last bit says.
            when required_gap <= near_way + 1e-9 * whole_way then 'slightly_behind'
            else 'behind'
        end as computed_status
    from on_its_way
)

select
    computed.kpi_id,
    computed.as_of_date,
    computed.basis,
    computed.value,
    computed.required_value,
    computed.required_low,
    computed.required_high,
    computed.progress_share,
    computed.required_share,
    computed.computed_status,
    case
        when computed.target_form = 'stated' then coalesce(said.status, 'unknown')
        when deviations.until is not null and computed.computed_status in ('slightly_behind', 'behind', 'reversed')
            then 'accepted'
        else computed.computed_status
    end as status,
    deviations.until as accepted_until,
    deviations.reason as accepted_reason,
    deviations.limit_value as accepted_limit,
    said.judged_on,
    said.judged_by,
    said.note as judgement_note
from computed
left join deviations_in_force as deviations
    on deviations.kpi_id = computed.kpi_id
    and deviations.as_of_date = computed.as_of_date
    and computed.basis = 'reported'
    and computed.as_of_date <= deviations.until
    -- Farther from the target than what was accepted is accepted no longer.
    and coalesce(
        computed.target_gap
        <= distance_outside(deviations.limit_value, computed.target_low, computed.target_high),
        true
    )
left join words_in_force as said
    on said.kpi_id = computed.kpi_id and said.as_of_date = computed.as_of_date and computed.basis = 'reported'
