import type {MadeFile} from "../tasks/made-file.ts";
import type {SignedVisit} from "../visit.ts";

const TYPES: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
  pdf: "application/pdf",
  txt: "text/plain; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A file that was made for whoever asks, to be kept by them. */
export function sentFile({context}: SignedVisit, {name, bytes}: MadeFile): Response {
  return context.body(new Uint8Array(bytes), 200, {
    "content-type": TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}
