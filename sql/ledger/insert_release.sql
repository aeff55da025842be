-- Notes a release under the next number.
insert into figures.releases
select coalesce(max(release_number), 0) + 1, $release_id, $released_on::date, $input_hash
from figures.releases
