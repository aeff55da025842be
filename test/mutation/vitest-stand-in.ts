import {registerHooks} from "node:module";

const STAND_IN = new URL("collected-tests.ts", import.meta.url).href;

/** From now on test files that import "vitest" get collected-tests.ts, which itself still gets the real one. */
export function standInForVitest(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vitest" && context.parentURL !== STAND_IN
        ? {url: STAND_IN, shortCircuit: true}
        : next(specifier, context),
  });
}
