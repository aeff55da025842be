-- Notes one loaded file, in the order of the columns.
insert into intake.batches
values ($1, $2, $3, $4, $5, $6, $7::timestamp, $8, $9, $10, $11, $12, $13)
