import type {MartRow} from "../../schemas/marts.ts";
import {SAMPLE_MARK} from "../verify/expectation.ts";

/** Where numbers come from, for papers that leave without a page: "公開版 2024-10-15-3f9c1a　見本データ（実在の値ではありません）". */
export function releaseOrigin({
  release_id,
  is_sample,
}: Pick<MartRow<"marts.release_info">, "release_id" | "is_sample">): string {
  return `公開版 ${release_id}${is_sample ? `　${SAMPLE_MARK}（実在の値ではありません）` : ""}`;
}
