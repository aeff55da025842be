-- What may be told of each count of a bureau, and with which numbers; and the counts that readers can tell more closely than the
-- city's rule lets them: between `lowest` and `highest`, of those counted after a day (null: since the year began) up to another; and
-- what earlier releases last told of bureaus' overtime where they hid anybody (`staff_count` null: that bureau). Sums of a group of bureaus
-- over a year or half of it, and of a bureau over several years, with what may be told of them and what earlier releases last told.
create schema if not exists disclosure;
create table if not exists disclosure.figures (
  kpi_id varchar, fiscal_year integer, period_kind varchar, period_start date, period_end date, scope_id varchar,
  bureau_code varchar, is_told boolean, value double, numerator double, denominator double
);
create table if not exists disclosure.undone (
  kpi_id varchar, scope_id varchar, fiscal_year integer, bureau_code varchar, after_day date, period_end date,
  counted_part varchar, lowest double, highest double, needed_width double, was_told_before boolean
);
create table if not exists disclosure.overtime_before (
  relation varchar, fiscal_year integer, month date, told_as varchar, scope_id varchar, bureau_code varchar, staff_count double
);
create table if not exists disclosure.sums (
  kpi_id varchar, scope_id varchar, group_code varchar, bureau_code varchar, period_kind varchar, fiscal_year integer, period_start date,
  period_end date, is_told boolean, value double, numerator double, denominator double
);
create table if not exists disclosure.sums_before (
  kpi_id varchar, scope_id varchar, group_code varchar, bureau_code varchar, period_kind varchar, period_start date,
  period_end date, observation_status varchar, value double, numerator double, denominator double
)
