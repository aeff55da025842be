import type {SourceWords} from "../../../schemas/city-source.ts";
import {NO_WORDS} from "../../../schemas/city-source.ts";
import type {Contract} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {contractsOf, wordFilesOf} from "../../catalog/contracts-of.ts";
import {type Drafts, writtenWords} from "../../catalog/source-files.ts";
import {withWords} from "../../catalog/write-words.ts";
import type {Home} from "../../installation/home.ts";

/** What is wrong is not the file. */
export class NotLearnt extends UserError {}

/** Faults of the city's own files are no fault of the file that is looked at. */
export function inCity<Result>(work: () => Result): Result {
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
export function drafted(home: Home, drafts: Drafts, {source, title}: Contract, more: SourceWords): Drafts {
  if (Object.values(more).every((said) => Object.keys(said ?? {}).length === 0)) return drafts;
  const text = drafts.get(source) ?? writtenWords(home.city, source).text;
  return new Map(drafts).set(source, withWords(text, more, `${title}（${source}）`));
}

/** A contract in the words that are drafted. */
export function contractIn(home: Home, drafts: Drafts, source: string): Contract {
  return contractOf(
    inCity(() => contractsOf(home.city, drafts)),
    source,
  );
}

/** A shape is said once: where another file of the city says it, it is said there. */
export function withPatterns(
  home: Home,
  drafts: Drafts,
  {contract, patterns}: {contract: Contract; patterns: SourceWords["patterns"]},
): Drafts {
  const files = inCity(() => wordFilesOf(home.city, drafts));
  const contracts = inCity(() => contractsOf(home.city, drafts));
  return Object.entries(patterns).reduce((known, [column, pattern]) => {
    const place = files.find(({words}) => words.patterns[column])?.source ?? contract.source;
    return drafted(home, known, contractOf(contracts, place), {...NO_WORDS, patterns: {[column]: pattern}});
  }, drafts);
}
