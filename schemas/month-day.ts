import {z} from "zod";

/** Days of the months of a common year: 29 February is no day of every year. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** "06-01": a day that every year has. */
export const monthDay = z
  .string()
  .regex(/^\d\d-\d\d$/, "月と日を 06-01 のように書いてください")
  .refine((text) => {
    const [month = 0, day = 0] = text.split("-").map(Number);
    return day >= 1 && day <= (DAYS[month - 1] ?? 0);
  }, "毎年ある月と日を 06-01 のように書いてください");
