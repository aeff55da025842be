-- 用紙のファイルに書かれた局区名が、その月にどの局区を指すか。1行＝呼び名・月
-- Which bureau a name in a file of paper means in its month: the one that was there, or else the last that had the name before, or else the first after. One row per name and month.
with used as (
    select bureau_name as name, month from staging.stg_paper
),

ranked as (
    select
        used.name,
        used.month,
        names.bureau_code,
        row_number() over (
            partition by used.name, used.month
            order by
                case
                    when names.valid_from <= month_end(used.month)
                        and coalesce(names.valid_to >= used.month, true) then 0
                    when names.valid_from <= used.month then 1
                    else 2
                end,
                abs(days_between(names.valid_from, used.month)),
                names.bureau_code
        ) as rank
    from used
    inner join intermediate.int_bureau_names as names on names.name = used.name
)

select name, month, bureau_code
from ranked
where rank = 1
