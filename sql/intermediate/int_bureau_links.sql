-- なくなった局区と、後継の局区、移る割合。1行＝なくなった局区・後継の局区
-- Where each bureau that has ended leads next, with which share: one successor takes all, several as the city states (city/bureau-splits.csv). One row per bureau that has ended and successor.
select bureau_code, successor_code, share from catalog.bureau_splits
union all
select bureau_code, successor_code, 1.0e0 as share
from intermediate.int_bureau_successors
where bureau_code not in (select bureau_code from catalog.bureau_splits)
