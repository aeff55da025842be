/** What may be typed into a range, and what the clerk is told before and after. Blank cells are always allowed. */
export type InputRule = {
  /** Like "B2:B500". */
  range: string;
  /** Shown while the cell is chosen. */
  prompt: string;
  /** Shown when something else was typed; `isStrict` refuses it, otherwise Excel asks whether to keep it. */
  error: string;
  isStrict: boolean;
} & (
  | {kind: "list" /** Where the choices stand, like "'選択肢'!$A$1:$A$5". */; from: string}
  | {kind: "whole"; min: number; max: number}
  | {kind: "length"; min: number; max: number}
  | {kind: "any"}
);

/** Lengths that Excel allows for its messages. */
const LONGEST_MESSAGE = 225;
const TITLES = {promptTitle: "入れ方", errorTitle: "入れ直してください"};

export function validationOf(rule: InputRule): object {
  return {
    ...TITLES,
    ...limitsOf(rule),
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: rule.kind !== "any",
    prompt: rule.prompt.slice(0, LONGEST_MESSAGE),
    error: rule.error.slice(0, LONGEST_MESSAGE),
    errorStyle: rule.isStrict ? "stop" : "warning",
  };
}

function limitsOf(rule: InputRule): {type: string; operator?: string; formulae?: (string | number)[]} {
  switch (rule.kind) {
    case "list":
      return {type: "list", formulae: [rule.from]};
    case "whole":
      return {type: "whole", operator: "between", formulae: [rule.min, rule.max]};
    case "length":
      return {type: "textLength", operator: "between", formulae: [rule.min, rule.max]};
    case "any":
      return {type: "any"};
    default:
      return rule satisfies never;
  }
}
