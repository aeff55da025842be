-- 示してよい形にした指標の値（少人数の秘匿、速報の印）。1行＝指標・期間・対象範囲・局区
-- Indicator values as they may be shown: counts by bureau as they were chosen over all of them, means over few people, or over a few more or less than another mean of their domain, withheld (city/privacy.csv), sums of what single people took not given away, provisional ones marked. Of the segments of an indicator each is protected as a part of the city, the whole of an indicator of one bureau as that bureau, and the months of a year are withheld where one of them is of few people. One row per indicator, period, scope and bureau.
with of_health as (
    select distinct kpi_sources.kpi_id
    from intermediate.int_kpi_sources as kpi_sources
    inner join catalog.sources as sources on sources.source = kpi_sources.source and sources.is_restricted
),

valued as (
    select
        kpi_values.*,
        kpis.decimals,
        kpis.privacy,
        kpis.segment_of,
        coalesce(kpis.counted_as, kpis.kpi_id) as counted_as,
        kpis.counted_as is null as is_counted_here,
        -- Who is counted anew in each month of a period is no more people.
        kpi_values.denominator / case
            when measures.per_month then month_index_of(kpi_values.period_end) - month_index_of(kpi_values.period_start) + 1
            else 1
        end as people,
        row_number() over (order by kpi_values.scope_id <> kpis.scope_id, kpis.display_order, kpi_values.scope_id) as told_rank
    from metrics.kpi_values
    inner join catalog.kpis as kpis on kpis.kpi_id = kpi_values.kpi_id
    left join catalog.kpi_measures as measures on measures.kpi_id = coalesce(kpis.counted_as, kpis.kpi_id)
),

-- Two means of one bureau that differ by a few people would tell, less one another, of these.
differing as (
    select later.kpi_id, later.period_kind, later.period_end, later.scope_id, later.bureau_code
    from valued as later
    inner join catalog.privacy as privacy on privacy.domain = later.privacy
    inner join valued as earlier
        on earlier.privacy = later.privacy
        and earlier.period_kind = later.period_kind
        and earlier.period_end = later.period_end
        and earlier.bureau_code = later.bureau_code
    where earlier.told_rank < later.told_rank
        and earlier.people <> later.people
        and abs(earlier.people - later.people) < privacy.min_cell
    group by later.kpi_id, later.period_kind, later.period_end, later.scope_id, later.bureau_code
),

ruled as (
    select
        valued.kpi_id,
        valued.fiscal_year,
        valued.period_kind,
        valued.period_start,
        valued.period_end,
        valued.scope_id,
        valued.bureau_code,
        valued.value,
        valued.numerator,
        valued.denominator,
        valued.decimals,
        privacy.sums_shown,
        coalesce(valued.people, valued.value) as counted,
        coalesce(valued.numerator, valued.value) as above,
        -- Bureaus of an indicator, or segments of the city, of which one could be found from the others.
        case
            when valued.bureau_code is null
                then coalesce(valued.segment_of, concat(valued.kpi_id, ' whole ', valued.scope_id))
            else concat(valued.kpi_id, ' ', valued.scope_id)
        end as told_together,
        case
            -- Nobody knows whether it is few who are not counted.
            when valued.bureau_code is not null
                then privacy.min_cell > 0
                    and (
                        valued.people is null
                        or (valued.people > 0 and valued.people < privacy.min_cell)
                        or differing.kpi_id is not null
                    )
            -- The number of one bureau, whatever it is called: few of those counted, of those above the line or of the rest.
            when one_bureau.kpi_id is not null and counted > 0 and (
                counted < privacy.min_cell
                or (privacy.sums_shown and above < privacy.min_cell and (above > 0 or privacy.zero_small))
                or (privacy.sums_shown and privacy.complement and counted - above between 1 and privacy.min_cell - 1)
            ) then true
            when valued.period_kind = 'month' and valued.people > 0 and valued.people < privacy.min_cell then true
            when valued.segment_of is null then false
            -- A few people with a disability, or ill, are told of no part of the city.
            when of_health.kpi_id is not null and valued.numerator > 0 and valued.numerator < privacy.min_cell
                then true
            else counted > 0 and counted < privacy.min_cell
        end as is_small
    from valued
    inner join catalog.privacy as privacy on privacy.domain = valued.privacy
    left join differing
        on differing.kpi_id = valued.kpi_id
        and differing.period_kind = valued.period_kind
        and differing.period_end = valued.period_end
        and differing.scope_id = valued.scope_id
        and differing.bureau_code = valued.bureau_code
    left join of_health on of_health.kpi_id = valued.kpi_id
    left join intermediate.int_kpis_of_one_bureau as one_bureau on one_bureau.kpi_id = valued.counted_as
    where valued.bureau_code is null
        or (valued.is_counted_here and privacy.shown_by_bureau and (privacy.min_cell = 0 or not privacy.sums_shown))
),

ranked as (
    select
        ruled.*,
        count(case when is_small then 1 end) over siblings as small_count,
        count(*) over siblings as sibling_count,
        -- The months of a year add up to it: all of them are told, or none.
        period_kind = 'month' and max(is_small) over (partition by kpi_id, scope_id, fiscal_year, bureau_code)
            as is_month_of_few,
        row_number() over (
            partition by told_together, period_kind, period_end, is_small
            order by denominator, bureau_code, kpi_id
        ) as size_rank
    from ruled
    window siblings as (partition by told_together, period_kind, period_end)
),

judged as (
    select
        kpi_id,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        scope_id,
        bureau_code,
        -- Between two releases an exact sum says what was corrected for one person; so does a mean with all its digits, times the people.
        case when sums_shown then value else half_up(value, decimals) end as value,
        case when sums_shown then numerator end as numerator,
        denominator,
        -- A lone withheld cell could be found by subtraction, and a bureau knows its own: the next smallest go with it, until three bureaus, or
        -- two segments, are withheld. Of two segments none is the sum.
        is_small or is_month_of_few or (
            small_count > 0
            and size_rank <= case when bureau_code is not null then 3 when sibling_count > 2 then 2 else 0 end - small_count
        ) as is_withheld
    from ranked
    union all
    select
        kpi_id,
        fiscal_year,
        period_kind,
        period_start,
        period_end,
        scope_id,
        bureau_code,
        value,
        numerator,
        denominator,
        not is_told as is_withheld
    from disclosure.figures
),

withheld as (
    -- The bureaus of a segment that is withheld would add up to it.
    select kpi_id, period_kind, period_end, scope_id from judged where bureau_code is null and is_withheld
),

decided as (
    select
        judged.kpi_id,
        judged.fiscal_year,
        judged.period_kind,
        judged.period_start,
        judged.period_end,
        judged.scope_id,
        judged.bureau_code,
        judged.value,
        judged.numerator,
        judged.denominator,
        judged.is_withheld or withheld.kpi_id is not null as is_withheld
    from judged
    left join withheld
        on withheld.kpi_id = judged.kpi_id
        and withheld.period_kind = judged.period_kind
        and withheld.period_end = judged.period_end
        and withheld.scope_id = judged.scope_id
),

-- Bureaus of an indicator that is in another programme, too, are told there as here: two choices could be set against each other.
told as (
    select * from decided
    union all
    select
        there.kpi_id,
        decided.fiscal_year,
        decided.period_kind,
        decided.period_start,
        decided.period_end,
        decided.scope_id,
        decided.bureau_code,
        decided.value,
        decided.numerator,
        decided.denominator,
        decided.is_withheld
    from decided
    inner join catalog.kpis as there on there.counted_as = decided.kpi_id
    where decided.bureau_code is not null
)

select
    told.kpi_id,
    told.fiscal_year,
    told.period_kind,
    told.period_start,
    told.period_end,
    told.scope_id,
    told.bureau_code,
    case when not is_withheld then told.value end as value,
    case when not is_withheld then told.numerator end as numerator,
    case when not is_withheld then told.denominator end as denominator,
    case
        when is_withheld then 'withheld'
        when provisional.kpi_id is not null then 'provisional'
        else 'final'
    end as observation_status,
    settled_from(told.period_end, kpis.settled_after_months) as settled_from
from told
inner join catalog.kpis as kpis on kpis.kpi_id = told.kpi_id
left join metrics.provisional_periods as provisional
    on provisional.kpi_id = told.kpi_id
    and provisional.period_start = told.period_start
    and provisional.period_end = told.period_end
