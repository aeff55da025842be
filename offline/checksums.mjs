import {createHash} from "node:crypto";
import {closeSync, openSync, readdirSync, readSync} from "node:fs";
import {join, relative, sep} from "node:path";

const CHUNK_BYTES = 1024 * 1024;

/** [path within the folder with / between its parts, SHA-256] of every file but the list of checksums itself. */
export function checksumsOf(folder) {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && entry.name !== "SHA256SUMS")
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [relative(folder, path).split(sep).join("/"), sha256(path)]);
}

function sha256(path) {
  const hash = createHash("sha256");
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, "r");
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
    hash.update(buffer.subarray(0, read));
  closeSync(file);
  return hash.digest("hex");
}
