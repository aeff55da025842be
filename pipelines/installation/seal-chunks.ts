import {readSync} from "node:fs";

/** Which chunk of a file, from 0. */
export interface Place {
  number: number;
  isLast: boolean;
}

type Chunk = Place & {bytes: Buffer};

/** The rest of an open file in chunks of a size; one at least, and the last one is known as such. */
export function* chunksOf(source: number, size: number): Generator<Chunk> {
  let bytes = readFully(source, size);
  for (let number = 0; ; number += 1) {
    const next = bytes.length < size ? Buffer.alloc(0) : readFully(source, size);
    yield {number, isLast: next.length === 0, bytes};
    if (next.length === 0) return;
    bytes = next;
  }
}

/** So many bytes, or as many as there are. */
export function readFully(source: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(source, buffer, length, size - length, null);
  return buffer.subarray(0, length);
}
