-- What the contracts said of the columns of raw tables when the tables were last brought up to them.
select source, column_name, kind, is_optional
from intake.raw_columns
