import {existsSync} from "node:fs";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {contractsOf, wordWarningsOf} from "../../catalog/contracts-of.ts";
import {type Drafts, sourcePlace, writtenWords} from "../../catalog/source-files.ts";
import {readUsualWords} from "../../catalog/usual-words.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";
import {judgedInOtherWords} from "../load/judge-anew.ts";
import {type Answers, columnNamed} from "./answers.ts";
import {isWordOf} from "./draft-answers.ts";
import {withFileMeant} from "./file-meant.ts";
import {type LearnOptions, type Learnt, learnFile} from "./learn-file.ts";

/** A file of the city that would be written. */
interface Change {
  source: string;
  /** "city/sources/staff.yaml" */
  place: string;
  path: string;
  /** What stood there when it was proposed; undefined for nothing. */
  before: string | undefined;
  after: string;
}

/** What some files taught, and what would be written of it. */
export interface Proposal {
  files: Learnt[];
  changes: Change[];
  drafts: Drafts;
  /** What of it somebody may not want. */
  warnings: string[];
  /** Files that were taken in other words, and stay so until they are judged anew. */
  judgedBefore: number;
}

type Options = Omit<LearnOptions, "usual">;

/** Looks at files one after the other, each on top of what those before it taught. Writes nothing. UserError for an answer that answers nothing. */
export async function propose(paths: string[], options: Options): Promise<Proposal> {
  const {home} = options;
  if (!existsSync(home.city))
    throw new UserError("市のフォルダーがまだありません。先に npx kaikaku init で作ってください。");
  const learning = {...options, usual: readUsualWords(home.city)};
  const files: Learnt[] = [];
  let drafts: Drafts = new Map();
  for (const path of paths) {
    const learnt = await withFileMeant(home, path, (file) => learnFile(file, drafts, learning));
    if (learnt.kind === "learnt") drafts = learnt.drafts;
    files.push(learnt);
  }
  mustAnswer(files, options.answers, home, drafts);
  const changes = changesIn(home, drafts);
  return {
    files,
    changes,
    drafts,
    warnings: warningsOf(home, drafts, changes),
    judgedBefore: await judgedBefore(home, drafts),
  };
}

function changesIn(home: Home, drafts: Drafts): Change[] {
  return [...drafts].flatMap(([source, after]) => {
    const {path, text: before} = writtenWords(home.city, source);
    return before === after ? [] : [{source, place: sourcePlace(source), path, before, after}];
  });
}

/** Of the files that would be written. */
function warningsOf(home: Home, drafts: Drafts, changes: Change[]): string[] {
  return wordWarningsOf(home.city, drafts).filter((line) =>
    changes.some(({place}) => line.startsWith(place)),
  );
}

async function judgedBefore(home: Home, drafts: Drafts): Promise<number> {
  if (!existsSync(home.ledger) || drafts.size === 0) return 0;
  const contracts = contractsOf(home.city, drafts);
  return readingLedger(home, async (ledger) => (await judgedInOtherWords(ledger, contracts)).length);
}

/** UserError for an answer about a column that none of the files has. */
function mustAnswer(files: Learnt[], answers: Answers, home: Home, drafts: Drafts): void {
  const sources = new Set(
    files.flatMap((file) => (file.kind === "unknown" ? [] : [file.guess.contract.source])),
  );
  if (sources.size === 0) return;
  const contracts = contractsOf(home.city, drafts).filter(({source}) => sources.has(source));
  const columns = [...answers.headings, ...answers.values, ...answers.patterns, ...answers.units];
  const stranger = columns.find(
    ({column}) => !contracts.some((contract) => columnNamed(contract, column) !== undefined),
  );
  mustMeanWords(contracts, answers);
  if (stranger === undefined) return;
  const titles = contracts.map(({title}) => title).join("、");
  throw new UserError(
    `「${stranger.column}」という列は、このファイル（${titles}）にありません。見出しの名前を確かめてください。`,
  );
}

/** UserError for a word that none of the columns of that name can mean. */
function mustMeanWords(contracts: Contract[], answers: Answers): void {
  for (const {column, word, meaning} of answers.values) {
    const able = contracts.flatMap((contract) => {
      const name = columnNamed(contract, column);
      return name === undefined ? [] : [{contract, name}];
    });
    if (able.length === 0 || able.some(({contract, name}) => isWordOf(contract, name, meaning))) continue;
    const words = able.flatMap(({contract, name}) =>
      Object.keys(fieldsOf(contract).find((field) => field.name === name)?.meta.choices ?? {}).filter(
        Boolean,
      ),
    );
    throw new UserError(
      `--value "${column}:${word}=${meaning}": 「${meaning}」という言葉はありません。あるもの: ${[...new Set(words)].join("、")}`,
    );
  }
}
