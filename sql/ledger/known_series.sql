-- The same as in last_figures.sql of some numbers and words of series, by their codes, where it is something else than they say now.
with now as (
  select unnest(from_json($codes::varchar, '["varchar"]')) as code, unnest(from_json($values::varchar, '["double"]')) as value,
    unnest(from_json($words::varchar, '["varchar"]')) as word
),
printed as (
  select documents.document_kind, releases.release_number as last_number
  from (
    values ('scorecard', $scorecard_release_id::varchar), ('packet', $packet_release_id::varchar)
  ) as documents (document_kind, printed_release_id)
  left join ledger.figures.releases as releases on releases.release_id = documents.printed_release_id
),
said as (
  select printed.document_kind, printed.last_number, records.* from ledger.figures.series_records as records
  inner join printed on records.release_number <= coalesce(printed.last_number, records.release_number)
  where not records.is_absent
    and records.code in (select code from now)
  qualify row_number() over (
    partition by printed.document_kind, records.code
    order by case when printed.last_number is null then records.release_number else -records.release_number end
  ) = 1
)
select said.document_kind, said.code, said.value, said.word, releases.release_id, releases.released_on
from said
inner join now on now.code = said.code
inner join ledger.figures.releases as releases
  on releases.release_number = coalesce(said.last_number, said.release_number)
where case
    when said.word is null and now.word is null then is_moved(said.value, now.value) else said.word is distinct from now.word
  end
