-- Whose accounts loaded or accepted some batches, with the file that each is about.
select hands.batch_id, batches.file_name, hands.act, hands.name, hands.sudo_user
from intake.hands as hands
inner join intake.batches as batches on batches.batch_id = hands.batch_id
where hands.act in ('load', 'accept') and hands.batch_id in (select unnest(from_json($batch_ids, '["integer"]')))
order by hands.batch_id, hands.act desc
