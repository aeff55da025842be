-- Whether a later measure says something else than an earlier one; the last bits of a floating sum are no difference.
create or replace temp macro is_moved(earlier, later) as
    earlier is distinct from later
    and not coalesce(abs(later - earlier) <= 1e-9 * greatest(abs(earlier), abs(later), 1), false);

-- Whether a distance to a level is none (less than zero is on its good side); `is_strict`: being on the level itself does not do.
create or replace temp macro is_within(gap, is_strict) as case when is_strict then gap < 0 else gap <= 0 end;
