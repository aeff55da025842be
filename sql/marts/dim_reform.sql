-- 改革の目的、ビジョン、観点。1行＝全体
-- Purpose, vision and approaches of the reform. One row.
-- grain: one row
select * from catalog.reform
