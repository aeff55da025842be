-- How many files wait for a person.
select count(*)::integer as held
from intake.waiting_batches
