import type {Validity} from "./column.ts";

/** Bytes that are added at the end; the buffer doubles when it is full. */
export class GrowingBytes {
  bytes = new Uint8Array(4096);
  length = 0;

  /** Makes room for so many bytes at the end; where they begin. */
  extend(count: number): number {
    const start = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, start));
      this.bytes = larger;
    }
    return start;
  }

  add(bytes: Uint8Array): void {
    const start = this.extend(bytes.length);
    this.bytes.set(bytes, start);
  }

  whole(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** One bit per row; nothing is kept as long as every row has a value. */
export class GrowingBits {
  private readonly bits = new GrowingBytes();
  private rows = 0;
  private hasNull = false;

  /** Adds the bits [from, to) of `valid`; without it, rows that all have a value. */
  add(valid: Uint8Array | null, from: number, to: number): void {
    const needed = Math.ceil((this.rows + to - from) / 8);
    if (needed > this.bits.length) this.bits.extend(needed - this.bits.length);
    if (valid) this.hasNull = true;
    const {bytes} = this.bits;
    if ((this.rows & 7) === 0 && (from & 7) === 0) {
      const count = Math.ceil((to - from) / 8);
      const start = this.rows >> 3;
      if (valid) bytes.set(valid.subarray(from >> 3, (from >> 3) + count), start);
      else bytes.fill(0xff, start, start + count);
    } else this.addOneByOne(valid, from, to);
    this.rows += to - from;
  }

  private addOneByOne(valid: Uint8Array | null, from: number, to: number): void {
    const {bytes} = this.bits;
    for (let row = from, at = this.rows; row < to; row += 1, at += 1) {
      const bit = 1 << (at & 7);
      const isValid = !valid || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
      bytes[at >> 3] = isValid ? (bytes[at >> 3] ?? 0) | bit : (bytes[at >> 3] ?? 0) & ~bit;
    }
  }

  whole(): Validity {
    return this.hasNull ? this.bits.whole() : undefined;
  }
}
