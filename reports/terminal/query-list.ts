import type {SavedQuery} from "../../schemas/dictionary.ts";

/** The saved queries with what can be set, and how one is run. */
export function queryListText(queries: SavedQuery[]): string {
  const [first] = queries.filter(({parameters}) => parameters.length > 0);
  const lines = queries.flatMap(({name, title, parameters}) => [
    `${name}`,
    `    ${title}`,
    ...parameters.map(({name: parameter, usual, text}) => `    ${parameter}=${usual}  ${text}`),
  ]);
  const example = first
    ? `使い方の例: npx kaikaku sql --query ${first.name} --param ${first.parameters[0]?.name}=${first.parameters[0]?.usual}`
    : "使い方の例: npx kaikaku sql --query 名前";
  return `${[...lines, "", `${example}（--param を省くと、上の値を使います）`].join("\n")}\n`;
}
