import type {MartRow} from "../../schemas/marts.ts";

type Status = MartRow<"marts.fct_scoreboard">["status"];

/** How a status is shown: always word and shape and tone together, so that it is readable in grey and without colour vision. */
export interface StatusView {
  word: string;
  /** Name of a symbol in status-symbols.hbs. */
  shape: string;
  /** The same shape as a character, for the terminal. All are of ambiguous width, so that columns keep their line either way. */
  sign: string;
  /** Class in status.css. */
  tone: string;
}

const VIEWS: Record<Status, StatusView> = {
  achieved: {word: "達成", shape: "disc", sign: "●", tone: "good"},
  on_track: {word: "順調", shape: "ring", sign: "○", tone: "good"},
  slightly_behind: {word: "やや遅れ", shape: "half", sign: "◐", tone: "slight"},
  behind: {word: "遅れ", shape: "cross", sign: "×", tone: "bad"},
  reversed: {word: "逆行", shape: "back", sign: "←", tone: "bad"},
  accepted: {word: "容認", shape: "square", sign: "□", tone: "plain"},
  start: {word: "起点", shape: "start", sign: "◇", tone: "quiet"},
  unknown: {word: "不明", shape: "dash", sign: "―", tone: "quiet"},
  reference: {word: "参考", shape: "dot", sign: "·", tone: "quiet"},
  none: {word: "該当なし", shape: "dot", sign: "·", tone: "quiet"},
};

/** Counted on page 1 even when there are none; the others only when there are. */
const ALWAYS_COUNTED: Status[] = ["achieved", "on_track", "slightly_behind", "behind", "unknown"];

export function statusView(status: Status): StatusView {
  return VIEWS[status];
}

/** How many indicators stand where; of the rarer words those that occur in `listed`. */
export function countStatuses(statuses: Status[], listed = statuses): {status: StatusView; count: string}[] {
  return (Object.keys(VIEWS) as Status[])
    .filter((status) => ALWAYS_COUNTED.includes(status) || listed.includes(status))
    .map((status) => ({
      status: VIEWS[status],
      count: String(statuses.filter((other) => other === status).length),
    }));
}
