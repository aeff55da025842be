-- Tables and views of the intake ledger: every file that was loaded, why it was held, what people decided about it.
-- Tables only grow, but for compacted_batches: a decision that brings rows back takes its line away. What stands in them of
-- a batch is noted in contents, a sum over its rows in no order, so that rows that somebody changed are found.
create schema if not exists intake;
create table if not exists intake.batches (
  batch_id integer primary key, source varchar, file_name varchar, sha256 varchar, byte_count bigint,
  encoding varchar, received_at timestamp, row_count integer, accepted_count integer, quarantined_count integer,
  ignored_count integer, state varchar, is_sample boolean,
  check (row_count = accepted_count + quarantined_count + ignored_count),
  check (state in ('accepted', 'held'))
);
create table if not exists intake.batch_periods (batch_id integer, source varchar, period date);
-- A month is made of parts: which earlier batches a batch takes the place of in a period, wherever it is accepted.
create table if not exists intake.replaces (batch_id integer, period date, replaced_id integer);
-- Bureaus that sent in each of the periods before and are not in a batch that says to be a part, with their usual rows.
create table if not exists intake.absent_units (batch_id integer, period date, unit varchar, usual_count integer);
create table if not exists intake.quarantined_cells (
  batch_id integer, row_index integer, place varchar, heading varchar, cell varchar, reason varchar
);
create table if not exists intake.hold_reasons (batch_id integer, kind varchar, reason varchar);
create table if not exists intake.decisions (
  decision_number integer primary key, batch_id integer, decision varchar, decided_at timestamp,
  decided_by varchar, reason varchar,
  check (decision in ('accept', 'reject')), check (length(trim(reason)) > 0)
);
create table if not exists intake.hands (
  batch_id integer, act varchar, decision_number integer, name varchar, sudo_user varchar,
  check (act in ('load', 'accept', 'reject'))
);
create table if not exists intake.compacted_batches (batch_id integer primary key, compacted_at timestamp);
create table if not exists intake.staff_key_mark (mark varchar);
create table if not exists intake.raw_columns (
  source varchar, column_name varchar, kind varchar, is_optional boolean, first_batch_id integer,
  primary key (source, column_name)
);
create table if not exists intake.upgrades (kept_as varchar, upgraded_at timestamp, changes varchar[]);
create table if not exists intake.contents (
  batch_id integer, relation varchar, row_count integer, content hugeint, counted_as ubigint,
  primary key (batch_id, relation)
);
create or replace view intake.batch_states as
  select batches.* exclude (state),
    case last.decision when 'accept' then 'accepted' when 'reject' then 'rejected' else batches.state end as state,
    last.decision, last.decided_at, last.decided_by, last.reason as decision_reason
  from intake.batches as batches
  left join (
    select * from intake.decisions
    qualify row_number() over (partition by batch_id order by decision_number desc) = 1
  ) as last using (batch_id);
create or replace view intake.replaced_periods as
  select distinct replaces.replaced_id as batch_id, replaces.period
  from intake.replaces as replaces
  inner join intake.batch_states as later on later.batch_id = replaces.batch_id
  where later.state = 'accepted';
create or replace view intake.current_periods as
  select source, period, batch_id
  from intake.batch_periods
  inner join intake.batch_states using (batch_id, source)
  anti join intake.replaced_periods using (batch_id, period)
  where state = 'accepted';
-- Bureaus of which no file in force of a period has anything, although the period is said to be in parts.
create or replace view intake.missing_units as
  select current.source, current.period, absent.unit, min(absent.usual_count) as usual_count
  from intake.current_periods as current
  inner join intake.absent_units as absent on absent.batch_id = current.batch_id and absent.period = current.period
  inner join (
    select source, period, count(*) as file_count from intake.current_periods group by source, period
  ) as files on files.source = current.source and files.period = current.period
  group by current.source, current.period, absent.unit, files.file_count
  having count(*) = files.file_count;
-- A held file without a period of its own, in whose place one of its name was accepted; where parts of that one's month are
-- missing, the held one may be that of the section which is missing.
create or replace view intake.mended_by_name as
  select distinct held.batch_id
  from intake.batch_states as held
  inner join intake.batch_states as later
    on later.state = 'accepted' and later.source = held.source and later.batch_id > held.batch_id
    and later.file_name = held.file_name
  anti join (
    select mine.batch_id, theirs.batch_id as later_id
    from intake.batch_periods as mine
    inner join intake.batch_periods as theirs on theirs.source = mine.source and theirs.period = mine.period
  ) as sharing on sharing.batch_id = held.batch_id and sharing.later_id = later.batch_id
  anti join (
    select periods.batch_id
    from intake.batch_periods as periods
    inner join intake.missing_units as missing using (source, period)
  ) as in_parts on in_parts.batch_id = later.batch_id
  where held.state = 'held'
    and (
      held.batch_id not in (select batch_id from intake.batch_periods)
      or held.batch_id in (
        select batch_id from intake.hold_reasons where kind in ('wrong_period', 'impossible_period')
      )
    );
create or replace view intake.waiting_batches as
  select held.*
  from intake.batch_states as held
  anti join intake.mended_by_name using (batch_id)
  where held.state = 'held'
    and (
      held.batch_id not in (select batch_id from intake.batch_periods)
      or held.batch_id in (
        select batch_id from intake.batch_periods
        anti join intake.replaced_periods using (batch_id, period)
      )
    );
