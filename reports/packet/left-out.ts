import {fiscalYearName} from "../../schemas/fiscal-time.ts";

/** What of the packet's documents there is nothing to print of, each with the reason; null for one that is printed. */
export interface LeftOut {
  register: string | null;
  sheets: string | null;
}

interface Held {
  /** Fiscal years that have a register. */
  registeredYears: number[];
  hasRegister: boolean;
  hasSheets: boolean;
}

/** A document with nothing in it is left out, and the packet's list says why and where the city writes it. */
export function leftOut({registeredYears, hasRegister, hasSheets}: Held): LeftOut {
  const years = [...new Set(registeredYears)].map(fiscalYearName).join("、");
  const others = years === "" ? "" : `登録のある年度：${years}。`;
  return {
    register: hasRegister
      ? null
      : `資料2（取組状況）は、この年度の取組が登録されていないため、付けていません。${others}`,
    sheets: hasSheets ? null : "資料3（計画の要約）は、課題の様式が登録されていないため、付けていません。",
  };
}
