-- 示してよい形にした指標の値（少人数の秘匿、速報の印）。1行＝指標・期間・対象範囲・局区
-- Indicator values as they may be shown: small bureau cells withheld (city/privacy.csv), sums of what single people took not given away, values marked provisional until enough months after them are over and sent. One row per indicator, period, scope and bureau.
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

allowed as (
    select
        kpi_values.*,
        kpis.settled_after_months,
        kpis.decimals,
        privacy.sums_shown,
        kpi_values.bureau_code is not null and (
            coalesce(kpi_values.numerator, 0) between 1 and privacy.min_cell - 1
            or coalesce(kpi_values.denominator, 0) between 1 and privacy.min_cell - 1
        ) as is_small
    from metrics.kpi_values
    inner join catalog.kpis as kpis on kpis.kpi_id = kpi_values.kpi_id
    inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
    where kpi_values.bureau_code is null or privacy.shown_by_bureau
),

ranked as (
    select
        allowed.*,
        count(*) filter (where is_small) over siblings as small_count,
        row_number() over (
            partition by kpi_id, period_kind, period_end, scope_id, bureau_code is null, is_small
            order by coalesce(denominator, numerator), bureau_code
        ) as size_rank
    from allowed
    window siblings as (partition by kpi_id, period_kind, period_end, scope_id, bureau_code is null)
),

judged as (
    select
        ranked.*,
        -- A lone withheld cell could be found by subtraction: the next smallest goes with it.
        is_small or (bureau_code is not null and small_count = 1 and size_rank = 1) as is_withheld
    from ranked
)

select
    judged.kpi_id,
    judged.fiscal_year,
    judged.period_kind,
    judged.period_start,
    judged.period_end,
    judged.scope_id,
    judged.bureau_code,
    -- Between two releases an exact sum says what was corrected for one person; so does a mean with all its digits, times the people.
    case
        when is_withheld then null
        when judged.sums_shown then judged.value
        else half_up(judged.value, judged.decimals)
    end as value,
    case when not is_withheld and judged.sums_shown then judged.numerator end as numerator,
    case when not is_withheld then judged.denominator end as denominator,
    case
        when is_withheld then 'withheld'
        when horizon.month_index - month_index_of(judged.period_end) < judged.settled_after_months
            or unfinished.kpi_id is not null
            then 'provisional'
        else 'final'
    end as observation_status
from judged
cross join horizon
left join unfinished
    on unfinished.kpi_id = judged.kpi_id
    and unfinished.period_start = judged.period_start
    and unfinished.period_end = judged.period_end
