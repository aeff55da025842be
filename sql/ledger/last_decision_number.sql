-- Number of the latest decision, 0 while there is none.
select coalesce(max(decision_number), 0) as last
from intake.decisions
