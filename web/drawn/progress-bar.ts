import {palette} from "../../reports/charts/palette.ts";
import type {MartRow} from "../../schemas/marts.ts";

const SIZE = {width: 96, height: 12};

/** How much of the way is gone and, as a mark, how much should be: nothing before the way begins, or where there is none. */
export function progressBar(score: MartRow<"marts.fct_scoreboard"> | undefined): string {
  if (!score || score.status === "start") return "";
  const {progress_share: gone, required_share: required} = score;
  if (gone === null && required === null) return "";
  const mark =
    required === null
      ? ""
      : `<rect x="${at(required) - 1}" y="0" width="2" height="${SIZE.height}" fill="${palette.target}"/>`;
  return [
    `<svg class="progress" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 ${SIZE.width} ${SIZE.height}" aria-hidden="true">`,
    `<rect y="2" width="${SIZE.width}" height="8" fill="${palette.hairline}"/>`,
    `<rect y="2" width="${at(gone ?? 0)}" height="8" fill="${palette.data}"/>${mark}</svg>`,
  ].join("");
}

/** Pixels from the left; a way back shows nothing gone. */
function at(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * SIZE.width);
}
