import {createHash} from "node:crypto";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {mayBeDefault} from "../../../schemas/word-faults.ts";
import {describeProposal, isOpen, REASONS, resultText} from "./describe-proposal.ts";
import type {Guess} from "./guess-source.ts";
import type {Learnt} from "./learn-file.ts";
import type {Proposal} from "./propose.ts";

/** A column of a contract, by its name and as people call it. */
interface ToldColumn {
  name: string;
  title: string;
}

/** What one file taught and what is asked of it, as `map --json` prints it: no number of anybody, no name. */
interface ToldFile {
  file_name: string;
  kind: Learnt["kind"];
  why: string;
  /** What it was taken for; null where nobody knows. */
  source: string | null;
  title: string;
  columns: ToldColumn[];
  /** Headings of the file that are not the contract's own: what they were taken for and why; null for those that are not read. */
  headings: {heading: string; column: string | null; why: string}[];
  missing: (ToldColumn & {may_be_default: boolean})[];
  /** Words that no choice knows, by column. */
  words: {
    title: string;
    labels: string[];
    is_open: boolean;
    words: {word: string; count: number; taken: string | null}[];
  }[];
  shapes: {title: string; said: string | null; lengths: number[]}[];
  odd: string[];
  result: string;
  is_open: boolean;
}

/** What files taught, as `map --json` prints it. */
export interface ToldProposal {
  /** Names this proposal: another would be written otherwise. */
  mark: string;
  lines: string[];
  files: ToldFile[];
  /** Files of the city that would be written. */
  changes: {place: string; is_new: boolean}[];
  judged_before: number;
  /** Whether they were. */
  is_written: boolean;
}

/** More words of one column than a page asks for at once. */
const MOST_WORDS = 40;

export function toldProposal(proposal: Proposal, isWritten: boolean): ToldProposal {
  return {
    mark: markOf(proposal),
    lines: describeProposal(proposal),
    files: proposal.files.map(toldFile),
    changes: proposal.changes.map(({place, before}) => ({place, is_new: before === undefined})),
    judged_before: proposal.judgedBefore,
    is_written: isWritten,
  };
}

/** The same for what would be written the same on top of the same. */
export function markOf({changes}: Pick<Proposal, "changes">): string {
  const said = changes.map(({place, before, after}) => [place, before ?? null, after]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}

function toldFile(file: Learnt): ToldFile {
  const guess = file.kind === "unknown" ? undefined : file.guess;
  const isLearnt = file.kind === "learnt";
  return {
    file_name: file.fileName,
    kind: file.kind,
    why: isLearnt ? file.obstacle : file.why,
    source: guess?.contract.source ?? null,
    title: guess?.contract.title ?? "",
    columns: guess ? columnsOf(guess.contract) : [],
    headings: guess ? headingsOf(guess) : [],
    missing: guess && !isLearnt ? missingOf(guess) : [],
    words: isLearnt ? wordsOf(file) : [],
    shapes: isLearnt
      ? file.values.unknownShapes.map(({heading, said, lengths}) => ({title: heading, said, lengths}))
      : [],
    odd: isLearnt ? file.values.odd.map(({heading}) => heading) : [],
    result: isLearnt ? resultText(file) : "",
    is_open: isOpen(file),
  };
}

/** As the program calls them. */
function columnsOf(contract: Contract): ToldColumn[] {
  const shipped = shippedContracts.find(({source}) => source === contract.source) ?? contract;
  return fieldsOf(shipped).map(({name, meta}) => ({name, title: meta.headings[0] ?? name}));
}

function headingsOf({pairs, unread}: Guess): ToldFile["headings"] {
  const taken = pairs.map(({column, field, heading}) => ({
    ...{heading: visibleLine(column.heading), column: field, why: REASONS[heading]},
  }));
  return [...taken, ...unread.map(({heading}) => ({heading: visibleLine(heading), column: null, why: ""}))];
}

function missingOf({contract, missing}: Guess): ToldFile["missing"] {
  const titles = new Map(columnsOf(contract).map(({name, title}) => [name, title]));
  return missing.map((name) => {
    const field = fieldsOf(contract).find((each) => each.name === name);
    const able = field !== undefined && mayBeDefault(contract, name, field.meta);
    return {name, title: titles.get(name) ?? name, may_be_default: able};
  });
}

function wordsOf({values}: Extract<Learnt, {kind: "learnt"}>): ToldFile["words"] {
  return [...Map.groupBy(values.newWords, ({heading}) => heading)].map(([title, words]) => ({
    ...{title, labels: words[0]?.labels ?? [], is_open: words[0]?.isOpen ?? false},
    words: words
      .slice(0, MOST_WORDS)
      .map(({word, count, taken}) => ({word: visibleLine(word), count, taken: taken?.label ?? null})),
  }));
}
