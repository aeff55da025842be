-- 組織の改まった日と、何が変わったか。1行＝組織改正
-- Days on which bureaus were made, merged or renamed, in the city's own words. One row per day and note.
-- grain: changed_on, note
select changed_on, note from catalog.organisation_changes order by changed_on, note
