-- 時間外勤務手当の支給額の推移（百万円）
-- $basis 文字 settled 算定基礎（settled 決算、payroll 給与）
select
    fiscal_year as "年度",
    max(paid_million_yen) filter (where account_group = 'ordinary') as "普通会計",
    max(paid_million_yen) filter (where account_group = 'enterprise') as "公営事業会計",
    max(paid_million_yen) filter (where account_group = 'total') as "合計",
    max(change_million_yen) filter (where account_group = 'total') as "基準年度からの増減",
    max(base_fiscal_year) as "基準年度"
from marts.fct_overtime_pay
where basis = $basis
group by fiscal_year
order by fiscal_year
