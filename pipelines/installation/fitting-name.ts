import {createHash} from "node:crypto";
import {lstatSync} from "node:fs";
import {extname, join} from "node:path";

/** Bytes that a file system gives to a name are 255; others are added before and behind this one. */
const LONGEST_NAME = 200;
const LONGEST_ENDING = 12;

/** A name to which more can be added: what is too long is cut, and told apart by a mark of the whole. */
export function fittingName(name: string, longest = LONGEST_NAME): string {
  if (bytesOf(name) <= longest) return name;
  const ending = bytesOf(extname(name)) <= LONGEST_ENDING ? extname(name) : "";
  const mark = `…${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
  let head = "";
  for (const letter of name) {
    if (bytesOf(head + letter + mark + ending) > longest) break;
    head += letter;
  }
  return head + mark + ending;
}

/** The name, or the first with a number behind it under which nothing lies in the folder. */
export function freeName(folder: string, name: string): string {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? name : `${stem}-${number}${ending}`;
    if (!lstatSync(join(folder, wanted), {throwIfNoEntry: false})) return wanted;
  }
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
