-- 公表した数値と、この公開版の計算した数値の違い
-- $verdict 文字 % 照合の結果（equal、rounding、scope、slip、unexplained、not_computed。% はすべて）
select
    document as "資料",
    location as "場所",
    series as "系列",
    item as "項目",
    fiscal_year as "年度",
    published_value as "公表した値",
    computed_value as "計算した値",
    unit as "単位",
    verdict as "結果",
    explanation as "説明"
from marts.fct_reconciliation
where verdict like $verdict
order by document, location, series, item, fiscal_year
