import {type DuckDBType, DuckDBVector, type Json, JsonDuckDBValueConverter} from "@duckdb/node-api";
import {type Collector, validityIn} from "./collector.ts";
import {GrowingBits, GrowingBytes} from "./growing.ts";

/** Types without buffers of their own here (UUID, BIT, UNION …), value by value as text. */
export function otherCollector(type: DuckDBType): Collector {
  const bits = new GrowingBits();
  const offsets = new GrowingBytes();
  const text = new GrowingBytes();
  offsets.extend(4);
  return {
    add: (vector, size, runs) => {
      const values = DuckDBVector.create(vector, size, type);
      for (const {from, to} of runs) {
        bits.add(validityIn(vector, size), from, to);
        for (let row = from; row < to; row += 1) {
          text.add(
            Buffer.from(
              textOf(JsonDuckDBValueConverter(values.getItem(row), type, JsonDuckDBValueConverter)),
            ),
          );
          const at = offsets.extend(4);
          new DataView(offsets.bytes.buffer).setInt32(at, text.length, true);
        }
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

function textOf(value: Json | null): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
