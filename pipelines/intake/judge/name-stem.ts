import {halfWidth} from "../../../schemas/read-value.ts";

/** What is left of a file name without its ending, periods and marks of a second try: the same for a file and its correction. */
export function nameStem(fileName: string): string {
  return halfWidth(fileName)
    .replace(/\.[A-Za-z]{2,5}$/, "")
    .replace(/(令和|平成|[RHＲＨ](?=[0-9]))|年度|年|月分?|日|第?[1-4]四半期|Q[1-4]/g, "")
    .replace(
      /再?(提出|送付?)|再|差(し)?替え?|修正|訂正|改(訂|定)?版?|最新版?|確定版?|直し用?|コピー|copy|ver\.?|rev\.?|v(?=[0-9])/gi,
      "",
    )
    .replace(/[0-9\s\u3000()（）[\]【】_.\-－・～~]/g, "");
}
