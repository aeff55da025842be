-- blocking: メンタルヘルス対策の実施者数が、対象者数を超えています
select fiscal_year, measure, due_count, done_count
from staging.stg_mental_health
where done_count > due_count
