import {NO_WORDS, type SourceWords} from "../../../schemas/city-source.ts";
import {composedKana} from "../../../schemas/composed-kana.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import type {UsualWords} from "../../../schemas/usual-words.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {contractsOf, wordFilesOf} from "../../catalog/contracts-of.ts";
import {type Drafts, writtenWords} from "../../catalog/source-files.ts";
import {withWords} from "../../catalog/write-words.ts";
import type {Home} from "../../installation/home.ts";
import {whyNotReadable} from "../../installation/plain-file.ts";
import {largestBytesOfAll} from "../judge/intake-limits.ts";
import {type FileBytes, fingerprint} from "../read/decode.ts";
import {readTable} from "../read/read-table.ts";
import {withScratch} from "../read/with-scratch.ts";
import {type Answers, columnNamed, meaningTyped, patternColumn} from "./answers.ts";
import {headingWords, layoutNeeded, unknownUnits} from "./draft-headings.ts";
import {type ValueDraft, valueDraft} from "./draft-values.ts";
import {type FileTexts, textsOf} from "./file-texts.ts";
import {type Guess, guessSources} from "./guess-source.ts";
import {unknownGrids} from "./unknown-grids.ts";

export interface LearnOptions {
  home: Home;
  usual: UsualWords;
  answers: Answers;
  /** The source that a person says it is. */
  source: string | undefined;
  /** Whose files they are, by source, where the city has written it. */
  senders: ReadonlyMap<string, string>;
}

/** What a file taught. */
export type Learnt =
  /** No table, or of no source. */
  | {kind: "unknown"; fileName: string; why: string; guesses: Guess[]}
  /** A table of a source in which something is missing without which no row can be read. */
  | {kind: "incomplete"; fileName: string; why: string; guess: Guess; guesses: Guess[]}
  | {
      kind: "learnt";
      fileName: string;
      guess: Guess;
      guesses: Guess[];
      isForced: boolean;
      isCut: boolean;
      /** What is new in the file about the source. */
      more: SourceWords;
      values: ValueDraft;
      /** Rows, and those of them that are not read in these words, with the columns that are to blame. */
      rowCount: number;
      unreadCells: {heading: string; count: number}[];
      brokenCount: number;
      drafts: Drafts;
    };

/** Below that a table is none of the known ones. */
const LEAST_SCORE = 0.3;

/** Looks at a file as nobody knows it, on top of what other files have taught (`drafts`). UserError for an answer that does not fit. */
export async function learnFile(
  {path, name}: {path: string; name: string},
  drafts: Drafts,
  options: LearnOptions,
): Promise<Learnt> {
  const fileName = visibleLine(composedKana(name));
  try {
    const why = whyNotReadable(path);
    if (why !== undefined) throw new UserError(why);
    const bytes = fingerprint(path, largestBytesOfAll(options.home.city));
    return await withScratch(options.home, "reading", (scratchFile) =>
      learn({path, fileName, bytes, scratchFile}, drafts, options),
    );
  } catch (error) {
    if (!(error instanceof NotLearnt)) {
      if (error instanceof UserError) return {kind: "unknown", fileName, why: error.message, guesses: []};
      throw error;
    }
    throw new UserError(error.message);
  }
}

/** What is wrong is not the file. */
class NotLearnt extends UserError {}

interface UnknownFile {
  path: string;
  fileName: string;
  bytes: FileBytes;
  scratchFile: string;
}

async function learn(file: UnknownFile, drafts: Drafts, options: LearnOptions): Promise<Learnt> {
  const {home, usual, answers, source} = options;
  const {fileName} = file;
  const before = inCity(() => contractsOf(home.city, drafts));
  const said = draftsWithHeadings(home, {drafts, contracts: before, answers, source});
  const contracts = inCity(() => contractsOf(home.city, said));
  const {grids, isCut} = unknownGrids(file.path, file.bytes, file.scratchFile);
  const known = contracts.filter((contract) => source === undefined || contract.source === source);
  const guesses = guessSources(grids, {contracts: known, usual, fileName});
  const [guess] = guesses;
  if (!guess || (source === undefined && guess.score < LEAST_SCORE))
    return {kind: "unknown", fileName, why: NO_SOURCE, guesses};
  const needed = missingColumns(guess);
  if (needed.length > 0) return {kind: "incomplete", fileName, why: needed.join("\n"), guess, guesses};
  // What was said of headings of other sources stays with them.
  const own = draftsWithHeadings(home, {drafts, contracts: [guess.contract], answers, source});
  const headed = drafted(home, own, guess.contract, withAnsweredUnits(headingWords(guess), guess, answers));
  const shaped = withLayout(home, headed, {guess, options});
  const table = readIn(shaped, file, {home, guess});
  if (typeof table === "string") return {kind: "incomplete", fileName, why: table, guess, guesses};
  const answered = withAnswers(home, shaped, {contract: guess.contract, answers});
  const valued = await withValues(home, answered, {table, guess, usual});
  const end = contractOf(
    inCity(() => contractsOf(home.city, valued.drafts)),
    guess.contract.source,
  );
  return {
    kind: "learnt",
    ...{fileName, guess, guesses, isCut, isForced: source !== undefined},
    more: moreIn(home, guess.contract.source, {before: drafts, after: valued.drafts}),
    values: valued.values,
    ...unreadIn(end, valued.file),
    drafts: valued.drafts,
  };
}

const NO_SOURCE = "どの種類のファイルか分かりません。";

/** Faults of the city's own files are no fault of the file that is looked at. */
function inCity<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw new NotLearnt(error.message, {cause: error});
    throw error;
  }
}

function contractOf(contracts: Contract[], source: string): Contract {
  const contract = contracts.find((each) => each.source === source);
  if (!contract) throw new Error(`no contract ${source}`);
  return contract;
}

/** The drafts with more about a source. */
function drafted(home: Home, drafts: Drafts, {source, title}: Contract, more: SourceWords): Drafts {
  if (Object.values(more).every((said) => Object.keys(said).length === 0)) return drafts;
  const text = drafts.get(source) ?? writtenWords(home.city, source).text;
  return new Map(drafts).set(source, withWords(text, more, `${title}（${source}）`));
}

function draftsWithHeadings(
  home: Home,
  {
    drafts,
    contracts,
    answers,
    source,
  }: {drafts: Drafts; contracts: Contract[]; answers: Answers; source: string | undefined},
): Drafts {
  return contracts
    .filter((contract) => source === undefined || contract.source === source)
    .reduce((known, contract) => {
      const headings: SourceWords["headings"] = {};
      for (const {heading, column} of answers.headings) {
        const name = columnNamed(contract, column);
        const plain = composedKana(heading.replace(/[\s\u3000]/g, ""));
        if (name && !fieldOf(contract, name).meta.headings.includes(plain))
          headings[name] = [...(headings[name] ?? []), plain];
      }
      return drafted(home, known, contract, {...NO_WORDS, headings});
    }, drafts);
}

function fieldOf(contract: Contract, name: string) {
  const field = fieldsOf(contract).find((each) => each.name === name);
  if (!field) throw new Error(`no column ${name}`);
  return field;
}

/** A line each for what no row can be read without. */
function missingColumns(guess: Guess): string[] {
  const {contract, missing} = guess;
  const headings = missing.map((name) => `「${fieldOf(contract, name).meta.headings[0]}」`);
  const unread = guess.unread.map(({heading}) => `「${visibleLine(heading)}」`);
  return headings.length === 0
    ? []
    : [
        `列${headings.join("、")}に当たる見出しが見つかりません。あるなら --heading ファイルの見出し=${fieldOf(contract, missing[0] ?? "").meta.headings[0]} のように教えてください${unread.length > 0 ? `（使っていない見出し: ${unread.join("、")}）` : ""}。なければ、送り主に列を加えてもらってください。`,
      ];
}

function withAnsweredUnits(words: SourceWords, guess: Guess, answers: Answers): SourceWords {
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

function withLayout(
  home: Home,
  drafts: Drafts,
  {guess, options}: {guess: Guess; options: LearnOptions},
): Drafts {
  const {source} = guess.contract;
  const contract = contractOf(
    inCity(() => contractsOf(home.city, drafts)),
    source,
  );
  const senders = [options.answers.sender, options.senders.get(source), "届いたファイル"].filter(
    (name) => name !== undefined,
  );
  const layout = layoutNeeded(guess, contract, senders);
  return layout ? drafted(home, drafts, contract, {...NO_WORDS, layouts: [layout]}) : drafts;
}

/** The table as the reader of the intake reads it; or why it does not. */
function readIn(
  drafts: Drafts,
  {path, bytes, scratchFile, fileName}: UnknownFile,
  {home, guess}: {home: Home; guess: Guess},
) {
  const contracts = inCity(() => contractsOf(home.city, drafts));
  try {
    const table = readTable(path, bytes, {contracts, scratchFile, fileName, answers: []});
    if (table.contract.source === guess.contract.source) return table;
    return `この見出しでは「${table.contract.title}」として読まれます。見出しの重なりを --heading で直すか、--source ${table.contract.source} としてください。`;
  } catch (error) {
    if (error instanceof UserError) return `見出しを合わせても、まだ読めません: ${error.message}`;
    throw error;
  }
}

/** What a person said of words and codes. UserError where the word they are to mean is none. */
function withAnswers(
  home: Home,
  drafts: Drafts,
  {contract, answers}: {contract: Contract; answers: Answers},
): Drafts {
  const today = contractOf(
    inCity(() => contractsOf(home.city, drafts)),
    contract.source,
  );
  const values: SourceWords["values"] = {};
  for (const {column, word, meaning} of answers.values) {
    const name = columnNamed(today, column);
    if (name) values[name] = {...values[name], [composedKana(word)]: meaningTyped(meaning, answers.reason)};
  }
  const patterns: SourceWords["patterns"] = {};
  for (const {column, pattern} of answers.patterns) {
    const name = patternColumn(today, column);
    if (name) patterns[name] = {pattern, example: ""};
  }
  const own = drafted(home, drafts, contract, {...NO_WORDS, values});
  return inCity(() => withPatterns(home, own, {contract, patterns}));
}

/** A shape is said once: where another file of the city says it, it is said there. */
function withPatterns(
  home: Home,
  drafts: Drafts,
  {contract, patterns}: {contract: Contract; patterns: SourceWords["patterns"]},
): Drafts {
  const files = wordFilesOf(home.city, drafts);
  const contracts = contractsOf(home.city, drafts);
  return Object.entries(patterns).reduce((known, [column, pattern]) => {
    const place = files.find(({words}) => words.patterns[column])?.source ?? contract.source;
    return drafted(home, known, contractOf(contracts, place), {...NO_WORDS, patterns: {[column]: pattern}});
  }, drafts);
}

async function withValues(
  home: Home,
  drafts: Drafts,
  {table, guess, usual}: {table: ReturnType<typeof readTable>; guess: Guess; usual: UsualWords},
): Promise<{drafts: Drafts; values: ValueDraft; file: FileTexts}> {
  const file = await textsOf(table);
  const contract = contractOf(
    inCity(() => contractsOf(home.city, drafts)),
    guess.contract.source,
  );
  const values = valueDraft(contract, file.texts, usual);
  const worded = drafted(home, drafts, contract, {...NO_WORDS, values: values.words.values});
  const shaped = inCity(() => withPatterns(home, worded, {contract, patterns: values.words.patterns}));
  return {drafts: shaped, values, file};
}

function unreadIn(contract: Contract, {texts, rowCount, brokenCount}: FileTexts) {
  const unreadCells = fieldsOf(contract).flatMap(({name, meta, schema}) => {
    const count = [...(texts.get(name) ?? [])].reduce(
      (sum, [text, times]) => (schema.safeParse(text).success ? sum : sum + times),
      0,
    );
    return count === 0 ? [] : [{heading: meta.headings[0] ?? name, count}];
  });
  return {rowCount, brokenCount, unreadCells};
}

/** What the file about the source says after, and did not say before. */
function moreIn(home: Home, source: string, {before, after}: {before: Drafts; after: Drafts}): SourceWords {
  const wordsIn = (drafts: Drafts) =>
    inCity(() => wordFilesOf(home.city, drafts)).find((file) => file.source === source)?.words ?? NO_WORDS;
  const [old, young] = [wordsIn(before), wordsIn(after)];
  const fresh = <Said>(was: Record<string, Said>, is: Record<string, Said>) =>
    Object.fromEntries(
      Object.entries(is).filter(([key, said]) => JSON.stringify(said) !== JSON.stringify(was[key])),
    );
  return {
    headings: Object.fromEntries(
      Object.entries(young.headings).flatMap(([column, said]) => {
        const added = said.filter((heading) => !old.headings[column]?.includes(heading));
        return added.length > 0 ? [[column, added]] : [];
      }),
    ),
    values: nonEmpty(young.values, (column, said) => fresh(old.values[column] ?? {}, said)),
    patterns: fresh(old.patterns, young.patterns),
    units: nonEmpty(young.units, (column, said) => fresh(old.units[column] ?? {}, said)),
    layouts: young.layouts.slice(old.layouts.length),
  };
}

function nonEmpty<Said>(
  all: Record<string, Record<string, Said>>,
  fresh: (column: string, said: Record<string, Said>) => Record<string, Said>,
): Record<string, Record<string, Said>> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([column, said]) => {
      const left = fresh(column, said);
      return Object.keys(left).length > 0 ? [[column, left]] : [];
    }),
  );
}
