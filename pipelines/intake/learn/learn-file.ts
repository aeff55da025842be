import {NO_WORDS, type SourceWords} from "../../../schemas/city-source.ts";
import {composedKana} from "../../../schemas/composed-kana.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import type {UsualWords} from "../../../schemas/usual-words.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {mayBeDefault} from "../../../schemas/word-faults.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import type {Drafts} from "../../catalog/source-files.ts";
import type {Home} from "../../installation/home.ts";
import {whyNotReadable} from "../../installation/plain-file.ts";
import {largestBytesOfAll} from "../judge/intake-limits.ts";
import {type FileBytes, fingerprint} from "../read/decode.ts";
import {HeadingsNotKnown} from "../read/headings-error.ts";
import {readTable} from "../read/read-table.ts";
import type {TextTable} from "../read/text-table.ts";
import {withScratch} from "../read/with-scratch.ts";
import type {Answers} from "./answers.ts";
import {draftsWithHeadings, withAnsweredUnits, withAnswers} from "./draft-answers.ts";
import {headingWords, layoutNeeded} from "./draft-headings.ts";
import {type ValueDraft, valueDraft} from "./draft-values.ts";
import {contractIn, drafted, inCity, NotLearnt, withPatterns} from "./drafting.ts";
import {type FileTexts, textsOf} from "./file-texts.ts";
import {wordsAcross} from "./guess-kinds.ts";
import {type Guess, guessSources} from "./guess-source.ts";
import {moreIn} from "./more-words.ts";
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
      /** Why its rows cannot be read all the same; "" where they can. */
      obstacle: string;
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
    return await withScratch(options.home, (scratchFile) =>
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
  const unanswered = before.filter((contract) => contract.source === guess.contract.source);
  const isInFile = (heading: string) =>
    guess.headed.columns.some(({heading: whole, name}) => [whole, name].includes(heading));
  const own = draftsWithHeadings(home, {drafts, contracts: unanswered, answers, source, isInFile});
  const headed = drafted(home, own, guess.contract, withAnsweredUnits(headingWords(guess), guess, answers));
  const across = withKinds(home, headed, {guess, options});
  const shaped = withLayout(home, across.drafts, {guess, options});
  const table = readIn(shaped, file, {home, guess});
  if (table.kind === "headings") return {kind: "incomplete", fileName, why: table.why, guess, guesses};
  const rows = table.kind === "table" ? await textsOf(table.table) : NO_ROWS;
  const answered = withAnswers(home, shaped, {contract: guess.contract, answers, texts: rows.texts});
  const valued = withValues(home, answered, {file: rows, guess, usual});
  const end = contractIn(home, valued.drafts, guess.contract.source);
  return {
    kind: "learnt",
    ...{fileName, guess, guesses, isCut, isForced: source !== undefined},
    obstacle: table.kind === "obstacle" ? table.why : "",
    more: moreIn(home, guess.contract.source, {before: drafts, after: valued.drafts}),
    values: withWordsAcross(valued.values, across.values),
    ...unreadIn(end, rows),
    drafts: valued.drafts,
  };
}

const NO_ROWS: FileTexts = {texts: new Map(), rowCount: 0, brokenCount: 0};

const NO_SOURCE = "どの種類のファイルか分かりません。";

/** A line each for what no row can be read without. */
function missingColumns(guess: Guess): string[] {
  const {contract, missing} = guess;
  const named = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  const headings = missing.map((name) => `「${named.get(name)}」`);
  const able = missing.filter((name) => mayLack(contract, name)).map((name) => named.get(name));
  const constant =
    able.length > 0
      ? `列がなく、どの行も同じなら --default ${able[0]}=値（${able.map((name) => `「${name}」`).join("、")}）。それもなければ、`
      : "なければ、";
  const others = guess.pairs.filter(({heading}) => heading === "near" || heading === "");
  const taken =
    others.length > 0
      ? `（別の列に当てた見出し ${others.map(({column}) => `「${visibleLine(column.heading)}」`).join("、")} がそうなら、それも書けます）`
      : "";
  const unread = guess.unread.map(({heading}) => `「${visibleLine(heading)}」`);
  return headings.length === 0
    ? []
    : [
        `列${headings.join("、")}に当たる見出しが見つかりません。あるなら --heading ファイルの見出し=${named.get(missing[0] ?? "")} のように教えてください${unread.length > 0 ? `（使っていない見出し: ${unread.join("、")}）` : ""}${taken}。${constant}送り主に列を加えてもらってください。`,
      ];
}

function mayLack(contract: Contract, column: string): boolean {
  const field = fieldsOf(contract).find(({name}) => name === column);
  return field !== undefined && mayBeDefault(contract, column, field.meta);
}

function withLayout(
  home: Home,
  drafts: Drafts,
  {guess, options}: {guess: Guess; options: LearnOptions},
): Drafts {
  const {source} = guess.contract;
  const contract = contractIn(home, drafts, source);
  const senders = [options.answers.sender, options.senders.get(source), "届いたファイル"].filter(
    (name) => name !== undefined,
  );
  const layout = layoutNeeded(guess, contract, senders);
  return layout ? drafted(home, drafts, contract, {...NO_WORDS, layouts: [layout]}) : drafts;
}

/** The table as the reader of the intake reads it; or why it does not, and whether more headings would help. */
type Reading =
  | {kind: "table"; table: TextTable}
  | {kind: "headings"; why: string}
  | {kind: "obstacle"; why: string};

function readIn(
  drafts: Drafts,
  {path, bytes, scratchFile, fileName}: UnknownFile,
  {home, guess}: {home: Home; guess: Guess},
): Reading {
  const contracts = inCity(() => contractsOf(home.city, drafts));
  try {
    const table = readTable(path, bytes, {contracts, scratchFile, fileName, answers: []});
    if (table.contract.source === guess.contract.source) return {kind: "table", table};
    const why = `この見出しでは「${table.contract.title}」として読まれます。見出しの重なりを --heading で直すか、--source ${table.contract.source} としてください。`;
    return {kind: "headings", why};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const kind = error instanceof HeadingsNotKnown ? "headings" : "obstacle";
    return {kind, why: error.message};
  }
}

function withValues(
  home: Home,
  drafts: Drafts,
  {file, guess, usual}: {file: Pick<FileTexts, "texts">; guess: Guess; usual: UsualWords},
): {drafts: Drafts; values: ValueDraft} {
  const contract = contractIn(home, drafts, guess.contract.source);
  const values = valueDraft(contract, file.texts, usual);
  const worded = drafted(home, drafts, contract, {...NO_WORDS, values: values.words.values});
  const shaped = withPatterns(home, worded, {contract, patterns: values.words.patterns});
  return {drafts: shaped, values};
}

/** What a choice calls the headings that stand across must be known before the table can be read by them. */
function withKinds(
  home: Home,
  drafts: Drafts,
  {guess, options: {answers, usual}}: {guess: Guess; options: LearnOptions},
): {drafts: Drafts; values: ValueDraft} {
  const texts = wordsAcross(guess.contract, guess.kinds);
  if (texts.size === 0) return {drafts, values: valueDraft(guess.contract, texts, usual)};
  const answered = withAnswers(home, drafts, {contract: guess.contract, answers, texts});
  return withValues(home, answered, {file: {texts}, guess, usual});
}

function withWordsAcross(values: ValueDraft, across: ValueDraft): ValueDraft {
  return {...values, newWords: [...across.newWords, ...values.newWords], odd: [...across.odd, ...values.odd]};
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
