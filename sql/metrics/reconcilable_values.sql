-- 公表した数値と照合できる、この公開版の値。1行＝系列・項目・年度の範囲
-- Values of this release that the city has also published, under the published series' names. One row per series, item and span of fiscal years.
with total_means as (
    select of_all.fiscal_year, of_all.mean_hours as all_hours, ordinary.mean_hours as ordinary_hours
    from metrics.overtime_means as of_all
    inner join metrics.overtime_means as ordinary
        on ordinary.fiscal_year = of_all.fiscal_year and ordinary.cause_set = 'without_disaster_election'
    where of_all.cause_set = 'all'
),

mean_changes as (
    select
        total_means.fiscal_year,
        total_means.ordinary_hours,
        total_means.all_hours - before.all_hours as all_increase,
        100e0 * (total_means.all_hours - before.all_hours) / before.all_hours as all_increase_percent,
        total_means.ordinary_hours - before.ordinary_hours as ordinary_increase,
        100e0 * (total_means.ordinary_hours - before.ordinary_hours) / before.ordinary_hours as ordinary_increase_percent
    from total_means
    left join total_means as before on before.fiscal_year = total_means.fiscal_year - 1
),

people_in_bureaus as (
    select counts.organisation, counts.fiscal_year, counts.threshold_hours, bureaus.bureau_name,
        bureaus.appointing_authority_group, counts.staff_count
    from metrics.overtime_told as counts
    -- The sum of those that are withheld has no bureau.
    left join staging.stg_bureaus as bureaus on bureaus.bureau_code = counts.bureau_code
    where counts.relation = 'counts_by_organisation' and counts.scope_id = 'all_authorities' and counts.rule_id in ('report_480', 'report_1000')
),

people_over as (
    -- By the bureaus of that time: so it was published.
    select * from people_in_bureaus where organisation = 'as_reported'
),

people_by_later_names as (
    -- A later report may give an earlier year under a name that no bureau had then.
    select people_in_bureaus.*
    from people_in_bureaus
    left join people_over
        on people_over.fiscal_year = people_in_bureaus.fiscal_year
        and people_over.threshold_hours = people_in_bureaus.threshold_hours
        and people_over.bureau_name = people_in_bureaus.bureau_name
    where people_over.bureau_name is null and people_in_bureaus.bureau_name is not null
),

shared_services as (
    select
        services.task_name,
        services.measure,
        services.fiscal_year,
        services.amount / case when services.unit = 'thousand_yen' then 100000e0 else 1 end as amount
    from staging.stg_shared_services as services
    where services.method = 'yearly_report'
),

shared_spans as (
    select distinct first_fiscal_year, fiscal_year from catalog.published_figures where series like 'shared_services%'
)

select kpi_id as series, '' as item, fiscal_year as first_fiscal_year, fiscal_year, value
from metrics.city_values
where period_kind = 'year'
union all
select 'mean_hours_' || measures.measure, '', means.fiscal_year, means.fiscal_year,
    case measures.measure
        when 'without_disaster_election' then means.ordinary_hours
        when 'increase' then means.all_increase
        when 'increase_percent' then means.all_increase_percent
        when 'without_disaster_election_increase' then means.ordinary_increase
        else means.ordinary_increase_percent
    end
from mean_changes as means
cross join (
    values
        ('without_disaster_election'),
        ('increase'),
        ('increase_percent'),
        ('without_disaster_election_increase'),
        ('without_disaster_election_increase_percent')
) as measures (measure)
union all
select 'overtime_over_' || threshold_hours || 'h_by_bureau', bureau_name, fiscal_year, fiscal_year, staff_count
from people_over
where bureau_name is not null and staff_count is not null
union all
select 'overtime_over_' || threshold_hours || 'h_by_bureau', bureau_name, fiscal_year, fiscal_year, staff_count
from people_by_later_names
where staff_count is not null
union all
select 'overtime_over_' || threshold_hours || 'h_by_group', '全任命権者', fiscal_year, fiscal_year, sum(staff_count)
from people_over
group by threshold_hours, fiscal_year
union all
select 'overtime_over_' || threshold_hours || 'h_by_group', appointing_authority_group, fiscal_year, fiscal_year, sum(staff_count)
from people_over
where bureau_name is not null
group by threshold_hours, fiscal_year, appointing_authority_group
-- Nothing of a group with a bureau that is withheld.
having count(*) = count(staff_count)
union all
select 'overtime_pay_' || measures.measure, accounts.account_name, pay.fiscal_year, pay.fiscal_year,
    case measures.measure
        when 'paid' then pay.paid_million_yen
        when 'change_from_base_year' then pay.change_million_yen
        else pay.cumulative_change_million_yen
    end
from metrics.overtime_pay as pay
inner join (
    values ('ordinary', '普通会計'), ('enterprise', '公営事業会計'), ('total', '合計')
) as accounts (account_group, account_name) on accounts.account_group = pay.account_group
cross join (values ('paid'), ('change_from_base_year'), ('cumulative_change')) as measures (measure)
union all
select 'punctual_leave_rate', cast(held_on as varchar), fiscal_year, fiscal_year, left_rate
from metrics.punctual_leave_days
union all
select 'training_attendance', subject, fiscal_year, fiscal_year, cast(sum(amount) as double)
from staging.stg_activity
where item = 'training_attendance'
group by subject, fiscal_year
union all
select 'training_sessions', subject, fiscal_year, fiscal_year, cast(count(*) as double)
from staging.stg_activity
where item = 'training_attendance'
group by subject, fiscal_year
union all
select 'telework_pc_devices', '', fiscal_year_of(devices.deployed_on), fiscal_year_of(devices.deployed_on), cast(count(*) as double)
from staging.stg_telework_devices as devices
group by fiscal_year_of(devices.deployed_on)
union all
select 'mental_share_of_longterm_leave', '', fiscal_year, fiscal_year,
    100e0 * any_value(person_count) filter (where cause = 'mental') / nullif(sum(person_count), 0)
from intermediate.int_long_term_absence
group by fiscal_year
union all
select 'shared_services_net_effect', '計', shared_spans.first_fiscal_year, shared_spans.fiscal_year,
    sum(shared_services.amount) filter (where shared_services.measure = 'saved_cost')
    - sum(shared_services.amount) filter (where shared_services.measure = 'running_cost')
from shared_services
inner join shared_spans
    on shared_services.fiscal_year between shared_spans.first_fiscal_year and shared_spans.fiscal_year
where shared_services.measure in ('saved_cost', 'running_cost')
group by shared_spans.first_fiscal_year, shared_spans.fiscal_year
union all
select 'mental_longterm_leave_staff', '', fiscal_year, fiscal_year, cast(person_count as double)
from intermediate.int_long_term_absence
where cause = 'mental'
union all
select 'shared_services_' || shared_services.measure, coalesce(shared_services.task_name, '計'),
    shared_spans.first_fiscal_year, shared_spans.fiscal_year, sum(shared_services.amount)
from shared_services
inner join shared_spans
    on shared_services.fiscal_year between shared_spans.first_fiscal_year and shared_spans.fiscal_year
group by grouping sets (
    (shared_services.measure, shared_spans.first_fiscal_year, shared_spans.fiscal_year),
    (shared_services.measure, shared_services.task_name, shared_spans.first_fiscal_year, shared_spans.fiscal_year)
)
