-- A number for each batch that a batch takes the place of, and for each bureau that it lacks, by table.
select batch_id, 'intake.replaces' as relation, hash(period, replaced_id) as content from intake.replaces
union all
select batch_id, 'intake.absent_units', hash(period, unit, usual_count) from intake.absent_units
