import type {Comparison} from "./measure.ts";

/** Lines of the bench: what was measured, its limit, and whether it is over. */
export function comparison({what, product, bare, limit}: Comparison): string {
  const ratio = product / bare;
  const told = `${what}: ${product.toFixed(0)} ms against ${bare.toFixed(0)} ms bare, ratio ${ratio.toFixed(2)}`;
  return limit === null ? told : `${told} (limit ${limit})${verdict(ratio, limit)}`;
}

export function limited(what: string, milliseconds: number, limit: number): string {
  return `${what}: ${within(milliseconds, "ms", limit)}`;
}

/** "46 kB (limit 200)" */
export function within(measured: number, unit: "ms" | "kB" | "MB", limit: number): string {
  return `${measured.toFixed(0)} ${unit} (limit ${limit})${verdict(measured, limit)}`;
}

function verdict(measured: number, limit: number): string {
  return measured <= limit ? "" : "  ← over the limit";
}
