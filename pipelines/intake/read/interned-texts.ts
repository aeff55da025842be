/**
 * The distinct byte strings of one column in the order of their first appearance; each has a number from 0.
 * An open-addressing hash table over one arena of bytes: no object per text, because a file has millions of cells.
 */
export interface InternedTexts {
  count: number;
  /** Number + 1 of the text in each slot; 0 for a free one. The length is a power of two. */
  slots: Int32Array;
  hashes: Int32Array;
  /** Text n lies in arena[starts[n], starts[n + 1]). */
  starts: Int32Array;
  arena: Buffer;
}

export function noTexts(): InternedTexts {
  return {
    count: 0,
    slots: new Int32Array(1024),
    hashes: new Int32Array(512),
    starts: new Int32Array(513),
    arena: Buffer.alloc(8192),
  };
}

/** Bytes of a text: cell[from, to). */
export interface TextBytes {
  cell: Uint8Array;
  from: number;
  to: number;
}

/** Number of a text whose hash the caller knows; a new one is kept. */
export function intern(texts: InternedTexts, text: TextBytes, hash: number): number {
  const {slots, hashes, starts, arena} = texts;
  const {cell, from, to} = text;
  const mask = slots.length - 1;
  const length = to - from;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let taken = slots[slot] as number; taken !== 0; taken = slots[slot] as number) {
    const start = starts[taken - 1] as number;
    if (hashes[taken - 1] === hash && (starts[taken] as number) - start === length) {
      let at = 0;
      while (at < length && arena[start + at] === cell[from + at]) at += 1;
      if (at === length) return taken - 1;
    }
    slot = (slot + 1) & mask;
  }
  slots[slot] = texts.count + 1;
  return keep(texts, text, hash);
}

function keep(texts: InternedTexts, {cell, from, to}: TextBytes, hash: number): number {
  const number = texts.count;
  const start = texts.starts[number] as number;
  const end = start + to - from;
  if (end > texts.arena.length) {
    const arena = Buffer.alloc(Math.max(end, texts.arena.length * 2));
    arena.set(texts.arena);
    texts.arena = arena;
  }
  texts.arena.set(cell.subarray(from, to), start);
  texts.hashes[number] = hash;
  texts.starts[number + 1] = end;
  texts.count = number + 1;
  if (texts.count === texts.hashes.length) grow(texts);
  return number;
}

function grow(texts: InternedTexts): void {
  const capacity = texts.hashes.length * 2;
  const hashes = new Int32Array(capacity);
  hashes.set(texts.hashes);
  const starts = new Int32Array(capacity + 1);
  starts.set(texts.starts);
  const slots = new Int32Array(capacity * 2);
  for (let number = 0; number < texts.count; number += 1) {
    const hash = hashes[number] as number;
    let slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  }
  texts.hashes = hashes;
  texts.starts = starts;
  texts.slots = slots;
}

/** The bytes of a text by its number. */
export function textBytes({arena, starts}: InternedTexts, number: number): Uint8Array {
  return arena.subarray(starts[number], starts[number + 1]);
}

/** The text by its number, where its bytes are UTF-8. */
export function utf8Text({arena, starts}: InternedTexts, number: number): string {
  return arena.toString("utf8", starts[number], starts[number + 1]);
}

/** Whether the text has ASCII only. */
export function isPlainText({arena, starts}: InternedTexts, number: number): boolean {
  const end = starts[number + 1] as number;
  let at = starts[number] as number;
  while (at < end && (arena[at] as number) < 0x80) at += 1;
  return at === end;
}
