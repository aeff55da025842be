import {arguedLabel} from "./argued-label.ts";
import type {SourceWords} from "./city-source.ts";
import {type Contract, fieldsOf} from "./contract.ts";
import type {FieldMeta} from "./fields.ts";
import type {UsualWords} from "./usual-words.ts";
import type {WordFault} from "./word-faults.ts";

/** What right words do that somebody may not want: two things become one, or rows are not read. */
export function wordWarnings(contract: Contract, words: SourceWords, usual: UsualWords): WordFault[] {
  const fields = fieldsOf(contract).flatMap(({name, meta}) => {
    const said = words.values[name];
    return said && meta.kind === "choice" ? [{name, meta, said}] : [];
  });
  return [
    ...fields.flatMap(({name, meta, said}) => overridden(name, meta, said)),
    ...fields.flatMap((field) => against(field, usual)),
    ...fields
      .filter(({name}) => contract.grain.includes(name))
      .flatMap(({name, said}) => oneOfTwo(name, said)),
    ...words.layouts.flatMap(({hidden_rows, sender}, index) =>
      hidden_rows === "leave_out"
        ? [
            {
              path: ["layouts", String(index), "hidden_rows"],
              message: `${sender}のファイルでは、隠してある行を読みません。隠れた行に実績がないか確かめてください。`,
            },
          ]
        : [],
    ),
  ];
}

type Said = SourceWords["values"][string];

function overridden(column: string, {choices}: FieldMeta, said: Said): WordFault[] {
  return Object.entries(said).flatMap(([word, each]) =>
    "as" in each && Object.hasOwn(choices, word) && choices[word] !== choices[each.as]
      ? [
          {
            path: ["values", column, word],
            message: `「${word}」を「${each.as}」として読みます（${each.reason}）。ほかの市の「${word}」とは別のものです。`,
          },
        ]
      : [],
  );
}

/** Words that by their spelling, or by what cities usually mean, are another thing than is said here. */
function against(
  {name, meta, said}: {name: string; meta: FieldMeta; said: Said},
  usual: UsualWords,
): WordFault[] {
  return Object.entries(said).flatMap(([word, each]) => {
    if (!("as" in each) || word === "" || Object.hasOwn(meta.choices, word)) return [];
    const argued = arguedLabel({name, meta}, word, usual);
    if (argued === undefined || meta.choices[argued.label] === meta.choices[each.as]) return [];
    const message = `「${word}」は「${argued.label}」のことと思われますが（${argued.why}）、「${each.as}」として読みます。2つの別のものが1つにならないか確かめてください。`;
    return [{path: ["values", name, word], message}];
  });
}

/** Where a column tells rows apart, two words for one thing make two rows the same. */
function oneOfTwo(column: string, said: Said): WordFault[] {
  const byMeaning = Map.groupBy(Object.entries(said), ([, each]) => ("as" in each ? each.as : each.own));
  return [...byMeaning].flatMap(([ours, entries]) => {
    const names = entries.map(([word]) => (word === "" ? "空欄" : `「${word}」`));
    const [[word] = [""]] = entries.slice(1);
    if (names.length < 2) return [];
    const message = `${names.join("と")}は、どれも「${ours}」になります。同じ人・同じ期間に両方の行があると、重なった行として保留になります。`;
    return [{path: ["values", column, word], message}];
  });
}
