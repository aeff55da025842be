-- The same of some numbers and words of series, by their codes, for last_figures.sql.
with printed as (
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
    and records.code in (select unnest(from_json($codes::varchar, '["varchar"]')))
  qualify row_number() over (
    partition by printed.document_kind, records.code
    order by case when printed.last_number is null then records.release_number else -records.release_number end
  ) = 1
)
select said.document_kind, said.code, said.value, said.word, releases.release_id, releases.released_on
from said
inner join ledger.figures.releases as releases
  on releases.release_number = coalesce(said.last_number, said.release_number)
