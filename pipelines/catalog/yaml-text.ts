import {type Document, parse} from "yaml";

/**
 * A changed document as the text of its file. A line that says the same as one before stands as that stood: how a person
 * spaced it is theirs, and who compares the two sees what was changed and nothing else.
 */
export function yamlText(document: Document, before: string): string {
  const text = document.toString({lineWidth: 0, flowCollectionPadding: true});
  const stood = new Map(before.split("\n").map((line) => [unspaced(line), line]));
  const kept = text
    .split("\n")
    .map((line) => stood.get(unspaced(line)) ?? line)
    .join("\n");
  return saysTheSame(kept, text) ? kept : text;
}

/** Where it begins is part of what it says; spaces after that are not, outside of a text. */
function unspaced(line: string): string {
  return line.replaceAll(/(?<=\S) +/g, "");
}

/** Not where two texts differ in nothing but spaces. */
function saysTheSame(one: string, other: string): boolean {
  const said = (text: string) => JSON.stringify(parse(text, {schema: "failsafe"}));
  return said(one) === said(other);
}
