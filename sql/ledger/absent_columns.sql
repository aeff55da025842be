-- What files in force say of columns that they do not have, by source, with the number of those files.
with in_force as (
    select distinct batch_id, source
    from intake.current_periods
),

pieces as (
    select
        in_force.source,
        in_force.batch_id,
        unnest(regexp_extract_all(
            readings.reading,
            '「[^「」]+」の列がないので、(空欄とする|最初の列と同じとする|ファイルの行の順とする|どの行も「[^」]*」とする)(（[^）]*）)?'
        )) as piece
    from in_force
    inner join intake.readings using (batch_id)
)

select source, piece as text, count(distinct batch_id)::integer as file_count
from pieces
group by source, piece
order by source, text
