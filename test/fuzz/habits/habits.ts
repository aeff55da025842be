import type {Habit} from "./draft.ts";
import {NOTATION_HABITS} from "./notation-habits.ts";
import {NOTE_HABITS} from "./note-habits.ts";
import {STATE_HABITS} from "./state-habits.ts";
import {TOTAL_HABITS} from "./total-habits.ts";
import {UNITS_AROUND} from "./units-around.ts";
import {UNITS_WITHIN} from "./units-within.ts";
import {YEAR_HABITS} from "./year-habits.ts";

/** All that offices write around their numbers. */
export const HABITS: Habit[] = [
  ...UNITS_AROUND,
  ...UNITS_WITHIN,
  ...TOTAL_HABITS,
  ...STATE_HABITS,
  ...YEAR_HABITS,
  ...NOTATION_HABITS,
  ...NOTE_HABITS,
];
