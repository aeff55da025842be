-- Whether a later measure says something else than an earlier one; the last bits of a floating sum are no difference.
create or replace temp macro is_moved(earlier, later) as
    earlier is distinct from later
    and not coalesce(abs(later - earlier) <= 1e-9 * greatest(abs(earlier), abs(later), 1), false);

-- Whether a distance to a level is none (less than zero is on its good side); `is_strict`: being on the level itself does not do.
create or replace temp macro is_within(gap, is_strict) as case when is_strict then gap < 0 else gap <= 0 end;

-- How far a value lies outside of a range; zero and less is inside, and an open side (null) asks for nothing. Nine digits are compared: what the last bits say is no distance.
create or replace temp macro distance_outside(value, low, high) as round(greatest(low - value, value - high), 9);

-- How many standard errors around a mean 80 of 100 further cases lie within, by degrees of freedom (quantile 0.9 of Student's t).
create or replace temp macro errors_within_80(degrees) as
    case degrees
        when 1 then 3.0777 when 2 then 1.8856 when 3 then 1.6377 when 4 then 1.5332 when 5 then 1.4759
        when 6 then 1.4398 when 7 then 1.4149 when 8 then 1.3968 when 9 then 1.3830
    end;

-- What is left after some years of a yearly step that keeps a share of itself each year: 0.9 + 0.81 after two; 2 where it keeps all.
create or replace temp macro sum_of_powers(share, times) as
    case when share = 1 then times else share * (1 - power(share, times)) / (1 - share) end;
