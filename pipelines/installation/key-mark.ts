import {createHash} from "node:crypto";
import {existsSync, readFileSync} from "node:fs";
import type {Home} from "./home.ts";

const MARK_LENGTH = 12;

/** Tells keys apart without giving them away; null while there is no key. */
export function keyMark({secret}: Pick<Home, "secret">): string | null {
  if (!existsSync(secret)) return null;
  const text = readFileSync(secret, "utf8").trim();
  return createHash("sha256").update(`kaikaku key ${text}`).digest("hex").slice(0, MARK_LENGTH);
}
