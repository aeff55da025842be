-- 公表した数値と計算した数値、違いの理由。1行＝公表した数値
-- Every published figure beside the computed one, with the reason for a difference. One row per published figure.
with compared as (
    select published.*, computed.value as computed_value, half_up(computed.value, published.decimals) as shown_value
    from catalog.published_figures as published
    left join metrics.reconcilable_values as computed
        on computed.series = published.series
        and computed.item = published.item
        and computed.first_fiscal_year = published.first_fiscal_year
        and computed.fiscal_year = published.fiscal_year
)

select
    compared.series,
    compared.item,
    compared.first_fiscal_year,
    compared.fiscal_year,
    compared.value as published_value,
    compared.computed_value,
    compared.unit,
    compared.document,
    compared.location,
    compared.status as published_status,
    compared.note,
    compared.slip,
    case
        when compared.computed_value is null then 'not_computed'
        when compared.shown_value = compared.value then 'equal'
        when explained.verdict is not null then explained.verdict
        -- A note of a slip stands for the one value that it calls right.
        when compared.shown_value = compared.slip_value then 'slip'
        -- People and things are counted: nothing was rounded.
        when compared.unit in (
            '人', '名', '件', '回', '種類', '台', '組', '職場', '部署', '施設', '局', '事業所', '通'
        ) then 'unexplained'
        when half_up(abs(compared.shown_value - compared.value) / last_digit(compared.decimals), 0) = 1 then 'rounding'
        else 'unexplained'
    end as verdict,
    explained.reason as explanation
from compared
left join catalog.explained_differences as explained
    on explained.series = compared.series
    and coalesce(explained.item, compared.item) = compared.item
    and coalesce(explained.fiscal_year, compared.fiscal_year) = compared.fiscal_year
