import {createRandom} from "../../sample/random.ts";

/** A stream of standard normal numbers (Box and Muller), the same on every machine. */
export function createNormal(name: string): () => number {
  const random = createRandom(name);
  return () => Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}
