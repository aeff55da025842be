-- What releases said of one number or word of a series, the oldest first, up to a release or, if that is not recorded, to the last.
select release_id, released_on, value, word, is_absent, cause
from figures.series_records
inner join figures.releases using (release_number)
where code = $code
  and release_number <= coalesce(
    (select release_number from figures.releases where release_id = $release_id),
    (select max(release_number) from figures.releases)
  )
order by release_number
