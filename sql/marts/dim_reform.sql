-- 改革の目的、ビジョン、観点。1行＝計画
-- Purpose, vision and approaches of the reform. One row per programme that prints packets.
-- grain: programme_id
select * from catalog.reform order by programme_id
