-- 前に同じ種類の資料を渡してから（まだなら初めての公表から）変わった、指標のほかの数値と判定（改定）。1行＝資料の種類・数値の記号
-- Numbers, words and judgements of this release that readers of a document know otherwise. One row per kind of document and code.
-- grain: document_kind, figure_code
select
    document_kind,
    figure_code,
    kpi_id,
    series_title,
    figure_item,
    cast(fiscal_year as integer) as fiscal_year,
    cast(decimals as integer) as decimals,
    previous_value,
    previous_word,
    value,
    word,
    previous_release_id,
    previous_released_on,
    cause
from catalog.series_revisions
order by document_kind, figure_code
