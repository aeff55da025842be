import {codePattern} from "./code-pattern.ts";
import {oneWidth} from "./read-value.ts";

/** What stands for letters and digits in a regular expression, and what stands for itself. */
const SIGNS: [RegExp, string][] = [
  [/^(?:\\d|\[0-9\])/, "数字"],
  [/^(?:\[A-Za-z\]|\[a-zA-Z\]|\[A-Z\]|\[a-z\])/, "英字"],
  [/^(?:\\w|\[0-9A-Za-z\]|\[A-Za-z0-9\]|\[0-9A-Z\]|\[A-Z0-9\])/, "英数字"],
];
const ITSELF = /^(?:[0-9A-Za-z_/-]|\\[./-])/;

/** A shape as the program says it, of a plain regular expression (\d{3}, K-\d{4}); whatever else it is stays as it stands. */
export function writtenShape(text: string): string {
  if (codePattern(text)) return text;
  let rest = oneWidth(text).replace(/^\^|\$$/g, "");
  const said: string[] = [];
  while (rest !== "") {
    const part = signsAt(rest) ?? itselfAt(rest);
    if (!part) return text;
    said.push(part.said);
    rest = rest.slice(part.length);
  }
  const shape = said.join("").replaceAll("」「", "");
  return said.every((part) => part.startsWith("「")) || !codePattern(shape) ? text : shape;
}

interface Part {
  said: string;
  length: number;
}

function signsAt(text: string): Part | undefined {
  for (const [pattern, name] of SIGNS) {
    const sign = pattern.exec(text)?.[0];
    if (sign === undefined) continue;
    const [all = "", few = "1", many = few] = /^\{(\d+)(?:,(\d+))?\}/.exec(text.slice(sign.length)) ?? [];
    return {said: `${name}${few === many ? few : `${few}～${many}`}桁`, length: sign.length + all.length};
  }
  return undefined;
}

function itselfAt(text: string): Part | undefined {
  const sign = ITSELF.exec(text)?.[0];
  return sign === undefined ? undefined : {said: `「${sign.replace("\\", "")}」`, length: sign.length};
}
