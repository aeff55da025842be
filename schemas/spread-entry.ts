export type Map_ = Record<string, unknown>;

/** An entry of kpis.yaml, or one of several that a city wrote as one. */
export interface SpreadEntry {
  entry: unknown;
  /** Where the city wrote the key of an entry. */
  place(path: PropertyKey[]): PropertyKey[];
}

export function isMap(value: unknown): value is Map_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
