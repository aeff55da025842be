-- 示してよい形にした指標の値（少人数の秘匿、速報の印）。1行＝指標・期間・対象範囲・局区
-- Indicator values as they may be shown: counts by bureau as they were chosen over all of them, means over few people withheld (city/privacy.csv), sums of what single people took not given away, provisional ones marked. One row per indicator, period, scope and bureau.
with ruled as (
    select
        kpi_values.*,
        kpis.decimals,
        privacy.sums_shown,
        kpi_values.bureau_code is not null
            and coalesce(kpi_values.denominator, 0) between 1 and privacy.min_cell - 1 as is_small
    from metrics.kpi_values
    inner join catalog.kpis as kpis on kpis.kpi_id = kpi_values.kpi_id
    inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
    where kpi_values.bureau_code is null
        or (privacy.shown_by_bureau and (privacy.min_cell = 0 or not privacy.sums_shown))
),

ranked as (
    select
        ruled.*,
        count(*) filter (where is_small) over siblings as small_count,
        row_number() over (
            partition by kpi_id, period_kind, period_end, scope_id, is_small
            order by denominator, bureau_code
        ) as size_rank
    from ruled
    window siblings as (partition by kpi_id, period_kind, period_end, scope_id)
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
        -- A lone withheld cell could be found by subtraction: the next smallest goes with it.
        is_small or (bureau_code is not null and small_count = 1 and size_rank = 1) as is_withheld
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
)

select
    judged.kpi_id,
    judged.fiscal_year,
    judged.period_kind,
    judged.period_start,
    judged.period_end,
    judged.scope_id,
    judged.bureau_code,
    case when not is_withheld then judged.value end as value,
    judged.numerator,
    case when not is_withheld then judged.denominator end as denominator,
    case
        when is_withheld then 'withheld'
        when provisional.kpi_id is not null then 'provisional'
        else 'final'
    end as observation_status
from judged
left join metrics.provisional_periods as provisional
    on provisional.kpi_id = judged.kpi_id
    and provisional.period_start = judged.period_start
    and provisional.period_end = judged.period_end
