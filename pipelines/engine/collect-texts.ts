import engine from "@duckdb/node-bindings";
import {type Collector, isSet, type Run, validityIn} from "./collector.ts";
import {GrowingBits, GrowingBytes} from "./growing.ts";
import {addressOf, longTexts} from "./long-texts.ts";

const STRING_BYTES = 16;
const INLINE_BYTES = 12;

/** VARCHAR and BLOB. */
export function textCollector(): Collector {
  const bits = new GrowingBits();
  const offsets = new GrowingBytes();
  const text = new GrowingBytes();
  offsets.extend(4);
  return {
    add: (vector, size, runs) => {
      const valid = validityIn(vector, size);
      const data = engine.vector_get_data(vector, size * STRING_BYTES);
      for (const run of runs) {
        bits.add(valid, run.from, run.to);
        addTexts({data, valid, run}, offsets, text);
      }
    },
    size: () => text.length + offsets.length,
    column: () => ({
      kind: "text",
      offsets: new Int32Array(offsets.bytes.buffer, 0, offsets.length / 4),
      bytes: text.whole(),
      valid: bits.whole(),
    }),
  };
}

function addTexts(
  {data, valid, run}: {data: Uint8Array; valid: Uint8Array | null; run: Run},
  offsets: GrowingBytes,
  text: GrowingBytes,
): void {
  const strings = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const firstOffset = offsets.extend((run.to - run.from) * 4) / 4;
  const ends = new Int32Array(offsets.bytes.buffer);
  let end = text.length;
  for (let row = run.from, at = firstOffset; row < run.to; row += 1, at += 1) {
    if (isSet(valid, row)) end += strings[row * 4] ?? 0;
    ends[at] = end;
  }
  copyTexts({strings, data, valid, run}, {text, start: text.extend(end - text.length)});
}

function copyTexts(
  {strings, data, valid, run}: {strings: Uint32Array; data: Uint8Array; valid: Uint8Array | null; run: Run},
  {text, start}: {text: GrowingBytes; start: number},
): void {
  const blockAt = longTexts(strings, run, (row) => isSet(valid, row));
  const {bytes} = text;
  let at = start;
  for (let row = run.from; row < run.to; row += 1) {
    if (!isSet(valid, row)) continue;
    const length = strings[row * 4] ?? 0;
    let source = data;
    let from = row * STRING_BYTES + 4;
    if (length > INLINE_BYTES) {
      const address = addressOf(strings, row);
      const block = blockAt(address);
      source = block.bytes;
      from = address - block.start;
    }
    if (length > 64) bytes.set(source.subarray(from, from + length), at);
    else for (let index = 0; index < length; index += 1) bytes[at + index] = source[from + index] as number;
    at += length;
  }
}
