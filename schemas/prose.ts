import {z} from "zod";

/** Folded YAML lines are joined with a space, which Japanese prose does not have. */
export const prose = z.string().transform((text) => text.replaceAll("。 ", "。").trim());
