import {z} from "zod";

/** What may be done with a candidate: published by itself, published when a person approves, or not at all. */
const releaseAction = z.enum(["automatic", "approve", "never"]);

export type ReleaseAction = z.infer<typeof releaseAction>;

const reason = z.string().min(1);

/** Where a moved figure stands: the city's, a bureau's, or either. */
const level = z.enum(["city", "bureau", "any"]);

/**
 * One rule of city/release-policy.yaml. A rule speaks when the candidate holds such a change; of all that
 * speak the strictest action counts, and a candidate of which no rule speaks is published by itself.
 */
const rule = z.discriminatedUnion("change", [
  z.strictObject({
    change: z.enum([
      /** A check of the kind 誤り speaks. */
      "blocking_check",
      /** A check of the kind 注意 speaks. */
      "warning_check",
      /** The current release was brought back by a rollback. */
      "after_rollback",
      /** There is no current release. */
      "first_release",
      /** A figure or a status is another one because of the program (TypeScript, engine), whatever else changed. */
      "moved_by_program",
      /** Figures of periods that the current release did not have. */
      "new_figure",
      /** Figures that the current release had and the candidate has no longer. */
      "gone_figure",
      /** The same of numbers with a code that are no indicator's. */
      "new_series",
      "gone_series",
    ]),
    action: releaseAction,
    reason,
  }),
  z.strictObject({
    change: z.enum([
      /** A model, a rule, a parameter, a target: whatever figures are computed or judged with. */
      "changed_definition",
      /** An indicator is judged otherwise, or by another target, base or line. */
      "judged_otherwise",
    ]),
    /** A person always looks at these. */
    action: z.enum(["approve", "never"]),
    reason,
  }),
  z.strictObject({
    /** A number with a code that is no indicator's says something else; see moved_figure. */
    change: z.literal("moved_series"),
    by_percent: z.number().nonnegative(),
    action: releaseAction,
    reason,
  }),
  z.strictObject({
    /** A figure says something else. */
    change: z.literal("moved_figure"),
    /** 確定 or 速報 in the current release. */
    was: z.enum(["final", "provisional"]),
    level,
    /** Speaks from a difference of so many per cent of the current value on; from nothing or to nothing counts as 100. */
    by_percent: z.number().nonnegative(),
    action: releaseAction,
    reason,
  }),
]);

export type ReleaseRule = z.infer<typeof rule>;

export const releasePolicy = z.strictObject({
  /**
   * Whether the account that loaded or accepted a file may approve the release that the file comes with. "required": another
   * one must; "recorded": it may, and the release says so.
   */
  four_eyes: z.enum(["required", "recorded"]).default("required"),
  /**
   * What a figure is compared with for its 改定 mark while no document of a kind was ever handed out: what was first published, or
   * the release before, for an office that never prints it.
   */
  never_printed: z.enum(["first_published", "release_before"]).default("first_published"),
  rules: z.array(rule),
});

export type ReleasePolicy = z.infer<typeof releasePolicy>;
