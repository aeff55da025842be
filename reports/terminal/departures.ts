import {type Departure, ORIGINAL_KINDS} from "../../schemas/departure.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

/** The record of one original that left, on one line. */
export function departureLine(departure: Departure): string {
  const {left_on, kind, name, batch_id, sha256, byte_count, reason} = departure;
  const batch = batch_id === null ? "" : `受付番号${batch_id}、`;
  const content =
    sha256 === null ? "中身なし" : `${(byte_count ?? 0).toLocaleString("ja-JP")}バイト、SHA-256 ${sha256}`;
  const again = departure.came_again ? "。そのあと同じ中身がまた届き、保管しています" : "";
  return visibleLine(
    `${japaneseDate(left_on)}  ${ORIGINAL_KINDS[kind]}  ${name}（${batch}${content}）  ${ordererOf(departure)}: ${reason}${again}`,
  );
}

function ordererOf({ordered_by, order_basis, account}: Departure): string {
  if (ordered_by === null) return "きまりによる";
  return `${ordered_by}（利用者 ${account}${order_basis === null ? "" : `、根拠 ${order_basis}`}）`;
}
