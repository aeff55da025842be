-- 取組の一覧（資料2）。1行＝計画・年度・取組・内訳（0は取組そのもの。再掲はもとの番号だけを持つ）
-- Register of measures (取組). One row per fiscal year, measure and part (0: the measure itself); a repetition (再掲) names its source and has no words of its own.
-- grain: programme_id, fiscal_year, initiative_id, part_no
select
    initiatives.programme_id,
    initiatives.fiscal_year,
    initiatives.initiative_id,
    initiatives.part_no,
    initiatives.direction_no,
    initiatives.direction_name,
    initiatives.section_no,
    initiatives.section_name,
    initiatives.measure_no,
    coalesce(initiatives.title, sources.title) as title,
    initiatives.repeats_id,
    initiatives.plan,
    initiatives.result
from catalog.initiatives as initiatives
left join catalog.initiatives as sources
    on sources.programme_id = initiatives.programme_id
    and sources.fiscal_year = initiatives.fiscal_year
    and sources.initiative_id = initiatives.repeats_id
    and sources.part_no = 0
order by
    initiatives.fiscal_year,
    initiatives.direction_no,
    initiatives.section_no,
    initiatives.measure_no,
    initiatives.part_no
