import loader, {type Highs} from "highs";

/** One fact: these unknowns add up to a number. */
interface Equation {
  unknowns: number[];
  sum: number;
}

/** Unknown counts, none below zero, and what is known of their sums. */
export interface Facts {
  unknowns: number;
  equations: Equation[];
}

/** Values of all unknowns that agree with the facts and make the sum of some as small or as great as can be; null where none agree. */
export type Solve = (facts: Facts, goal: {least: boolean; of: number[]}) => number[] | null;

/** Without the presolver and with the simplex method a small programme takes a tenth of the time. */
const OPTIONS = {presolve: "off", solver: "simplex", output_flag: false} as const;

/** The package's types speak of its CommonJS half, whose default is one step deeper than that of the module that is loaded here. */
const loadHighs = loader as unknown as () => Promise<Highs>;

let solver: Promise<Highs> | undefined;

/** Linear programmes, and those in whole numbers, by HiGHS, which is part of the installation. */
export async function loadSolver(): Promise<Solve> {
  solver ??= loadHighs();
  const highs = await solver;
  return (facts, {least, of}) => {
    const text = [
      least ? "Minimize" : "Maximize",
      `goal: ${sumText(of)}`,
      "Subject To",
      ...facts.equations.map(({unknowns, sum}, index) => `r${index}: ${sumText(unknowns)} = ${sum}`),
    ];
    const names = Array.from({length: facts.unknowns}, (_, index) => `x${index}`);
    const solved = (more: string[]): number[] | null => {
      const {Status, Columns} = highs.solve([...text, ...more, "End"].join("\n"), OPTIONS);
      if (Status !== "Optimal" && Status !== "Unbounded") return null;
      return names.map((name) => Columns[name]?.Primal ?? 0);
    };
    const found = solved([]);
    // People are whole: where sums cross each other, the bounds of broken ones may be wider.
    return found?.every(isWhole) === false ? solved(["General", names.join(" ")]) : found;
  };
}

function isWhole(count: number): boolean {
  return Math.abs(count - Math.round(count)) < 1e-6;
}

function sumText(unknowns: number[]): string {
  return unknowns.map((index) => `x${index}`).join(" + ");
}
