-- What readers of each kind of document know of each figure: what it said when that document was last handed out, or where it
-- never was, when it was first published. Compared with it, a figure is revised or not. Runs in a warehouse that has the ledger
-- attached as `ledger`.
create table catalog.last_figures as
with printed as (
  select documents.document_kind, releases.release_number as last_number
  from (
    values ('scorecard', $scorecard_release_id::varchar), ('packet', $packet_release_id::varchar)
  ) as documents (document_kind, printed_release_id)
  left join ledger.figures.releases as releases on releases.release_id = documents.printed_release_id
),
records as (
  select printed.document_kind, printed.last_number, records.* from ledger.figures.records as records
  inner join printed on records.release_number <= coalesce(printed.last_number, records.release_number)
),
present as (
  select records.* from records
  where observation_status <> 'absent'
  qualify row_number() over (
    partition by document_kind, kpi_id, period_kind, period_end, scope_id, bureau_code
    order by case when last_number is null then release_number else -release_number end
  ) = 1
),
last_said as (
  select present.*, coalesce(
    (select min(gone.release_number) - 1 from records as gone
     where gone.observation_status = 'absent' and gone.release_number > present.release_number
       and gone.document_kind = present.document_kind and present.last_number is not null
       and gone.kpi_id = present.kpi_id and gone.period_kind = present.period_kind
       and gone.period_end = present.period_end and gone.scope_id = present.scope_id
       and gone.bureau_code is not distinct from present.bureau_code),
    present.last_number, present.release_number
  ) as last_release_number
  from present
)
select last_said.* exclude (release_number, last_number, last_release_number, previous_value, cause),
  releases.release_id, releases.released_on
from last_said
inner join ledger.figures.releases as releases on releases.release_number = last_said.last_release_number
