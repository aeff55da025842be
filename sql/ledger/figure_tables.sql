-- Tables and views of the figure ledger: what every release said.
-- A record is written when something of a figure changed since its last record; a figure that a release no longer has is
-- recorded as absent. Withheld cells are recorded without numbers. `observation_status` is never "revised": that is said by
-- `previous_value` and `cause` of the record.
create schema if not exists figures;
create table if not exists figures.releases (
  release_number integer primary key, release_id varchar unique, released_on date, input_hash varchar
);
create table if not exists figures.records (
  release_number integer, kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date,
  scope_id varchar, bureau_code varchar, value double, numerator double, denominator double,
  observation_status varchar, previous_value double, cause varchar,
  check (observation_status in ('provisional', 'final', 'withheld', 'absent'))
);
create view if not exists figures.latest_records as
  select records.* from figures.records as records
  qualify row_number() over (
    partition by kpi_id, period_kind, period_end, scope_id, bureau_code order by release_number desc
  ) = 1;
-- The same of every other number, word or judgement that has a code ("T-overtime_pay-R3-total-paid"): `value` of numbers, `word` of words.
-- series_releases says which releases are in it: those of before version 11 are recorded while their files are kept.
create table if not exists figures.series_releases (release_number integer primary key);
create table if not exists figures.series_records (
  release_number integer, code varchar, fiscal_year integer, value double, word varchar,
  is_absent boolean, previous_value double, previous_word varchar, cause varchar
);
create view if not exists figures.latest_series_records as
  select records.* from figures.series_records as records
  qualify row_number() over (partition by code order by release_number desc) = 1;
