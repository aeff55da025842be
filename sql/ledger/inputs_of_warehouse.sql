-- What is in force, in a warehouse that has the ledger attached as `ledger`.
create schema raw;
create table raw.current_periods as
select source, period, batch_id from ledger.intake.current_periods;
