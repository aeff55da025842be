import {NO_WORDS, type SourceWords} from "../../../schemas/city-source.ts";
import {composedKana} from "../../../schemas/composed-kana.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import type {Drafts} from "../../catalog/source-files.ts";
import type {Home} from "../../installation/home.ts";
import {type Answers, columnNamed, meaningTyped, patternColumn} from "./answers.ts";
import {unknownUnits} from "./draft-headings.ts";
import {contractIn, drafted, withPatterns} from "./drafting.ts";
import type {FieldTexts} from "./file-texts.ts";
import type {Guess} from "./guess-source.ts";

/** The drafts with what a person said of headings and of columns that there are not, in every contract that has the column. */
export function draftsWithHeadings(
  home: Home,
  {
    drafts,
    contracts,
    answers,
    source,
    isInFile = () => true,
  }: {
    drafts: Drafts;
    contracts: Contract[];
    answers: Answers;
    source: string | undefined;
    /** Whether the file has a heading: of several files each has its own. */
    isInFile?: (heading: string) => boolean;
  },
): Drafts {
  return contracts
    .filter((contract) => source === undefined || contract.source === source)
    .reduce((known, contract) => {
      const headings: SourceWords["headings"] = {};
      for (const {heading, column} of answers.headings) {
        const name = columnNamed(contract, column);
        const plain = composedKana(heading.replace(/[\s\u3000]/g, ""));
        const known = fieldsOf(contract).find((field) => field.name === name)?.meta.headings ?? [];
        if (name && !known.includes(plain) && isInFile(plain))
          headings[name] = [...(headings[name] ?? []), plain];
      }
      const defaults = Object.fromEntries(
        answers.defaults.flatMap(({column, says}) => {
          const name = columnNamed(contract, column);
          return name ? [[name, says]] : [];
        }),
      );
      return drafted(home, known, contract, {...NO_WORDS, headings, defaults});
    }, drafts);
}

/** The headings with the units that a person said. UserError for one in a heading of which nobody knows what it is. */
export function withAnsweredUnits(words: SourceWords, guess: Guess, answers: Answers): SourceWords {
  const units = {...words.units};
  const headings = {...words.headings};
  for (const {column, word, unit} of answers.units) {
    const name =
      columnNamed(guess.contract, column) ??
      guess.pairs.find((pair) => [pair.column.heading, pair.column.name].includes(column))?.field;
    if (!name) continue;
    units[name] = {...units[name], [word]: unit};
    const pair = guess.pairs.find(({field}) => field === name);
    if (pair && pair.column.unit === word) headings[name] = [pair.column.name];
  }
  const open = unknownUnits(guess).find(
    ({unit}) => !Object.values(units).some((said) => Object.hasOwn(said, unit)),
  );
  if (open)
    throw new UserError(
      `見出し「${visibleLine(open.heading)}」の単位「${visibleLine(open.unit)}」が分かりません。--unit 見出し:${visibleLine(open.unit)}=単位 で教えてください。単位: ${open.known.join("、")}`,
    );
  return {...words, headings, units};
}

/**
 * What a person said of words and codes. Several files may have a column of one name: an answer that is no word of this one's, and
 * whose word does not stand in it, is another's. UserError where the word they are to mean is none.
 */
export function withAnswers(
  home: Home,
  drafts: Drafts,
  {contract, answers, texts}: {contract: Contract; answers: Answers; texts: FieldTexts},
): Drafts {
  const today = contractIn(home, drafts, contract.source);
  const values: SourceWords["values"] = {};
  for (const {column, word, meaning} of answers.values) {
    const name = columnNamed(today, column);
    if (!name || (!texts.get(name)?.has(word) && !isWordOf(today, name, meaning))) continue;
    values[name] = {...values[name], [composedKana(word)]: meaningTyped(meaning, answers.reason)};
  }
  const patterns: SourceWords["patterns"] = {};
  for (const {column, pattern} of answers.patterns) {
    const name = patternColumn(today, column);
    if (name) patterns[name] = {pattern, example: ""};
  }
  const own = drafted(home, drafts, contract, {...NO_WORDS, values});
  return withPatterns(home, own, {contract, patterns});
}

/** Whether a column can mean that: one of its words, anything where it has none, or a value of the city's own where it may. */
export function isWordOf(contract: Contract, column: string, meaning: string): boolean {
  const meta = fieldsOf(contract).find(({name}) => name === column)?.meta;
  if (!meta) return false;
  if ("own" in meaningTyped(meaning, "")) return meta.isOpen;
  return meta.kind !== "choice" || Object.hasOwn(meta.choices, meaning);
}
