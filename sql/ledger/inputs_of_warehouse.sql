-- What is in force, in a warehouse that has the ledger attached as `ledger`.
create schema raw;
create table raw.missing_units as
select source, period, unit from ledger.intake.missing_units;
create table raw.current_files as
select source, period, batch_id from ledger.intake.current_periods;
-- Which file it is bears on no figure, so that models read only this.
create view raw.current_periods as
select source, period from raw.current_files;
