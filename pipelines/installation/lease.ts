import {rmSync} from "node:fs";
import {openWritable} from "../engine/open.ts";

export interface Lease {
  release(): void;
}

/**
 * Becomes the one service of an installation; undefined while another process is it. The lock is the operating
 * system's on an open file (the engine takes one): it ends with its process, however that ends, and a reboot leaves none.
 */
export async function takeLease(file: string): Promise<Lease | undefined> {
  try {
    return await open(file);
  } catch (error) {
    if (/lock|used by another process/i.test(String(error))) return undefined;
    // A process that died while it made the file left half of it; nobody can hold a lock on that.
    rmSync(file, {force: true});
    return open(file);
  }
}

async function open(file: string): Promise<Lease> {
  const held = await openWritable(file, {memory_limit: "32MB", threads: "1"});
  return {release: () => held.close()};
}
