import {UserError} from "../../schemas/errors.ts";

/** Whole numbers of 39 digits fit into no file that other tools read as numbers. */
export function tooManyDigits(form: "Arrow" | "Parquet", cause?: unknown): UserError {
  return new UserError(
    `HUGEINT の39桁の数は、${form} に書けません（38桁まで）。CAST(… AS DOUBLE) か CAST(… AS VARCHAR) にしてください。`,
    {cause},
  );
}
