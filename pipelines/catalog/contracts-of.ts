import {withAuthorities} from "../../schemas/authorities.ts";
import {NO_WORDS, type SourceWords} from "../../schemas/city-source.ts";
import {codePattern} from "../../schemas/code-pattern.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {codeColumn, contractInWords} from "../../schemas/contract-in-words.ts";
import {headingClashes} from "../../schemas/heading-clashes.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {type WordFault, wordFaults} from "../../schemas/word-faults.ts";
import {wordWarnings} from "../../schemas/word-warnings.ts";
import {readCityFile} from "./city-catalog.ts";
import {unknownOvertimeWords} from "./own-overtime-words.ts";
import {faultError, faultText, type SourceFile} from "./source-file.ts";
import {type Drafts, sourceFiles} from "./source-files.ts";
import {readUsualWords} from "./usual-words.ts";

interface Fault {
  file: SourceFile;
  fault: WordFault;
}

/**
 * Every contract as the files of a city say it: the program's own with the words of <city>/sources. UserError with every
 * fault, its file, line and what to do. `drafts` are looked at as if they were written.
 */
export function contractsOf(city: string, drafts: Drafts = NOTHING_DRAFTED): Contract[] {
  return read(city, drafts).contracts;
}

const NOTHING_DRAFTED: Drafts = new Map();

/** Where the city's words of each source are written, with what is written there. */
export function wordFilesOf(city: string, drafts: Drafts = NOTHING_DRAFTED): SourceFile[] {
  return read(city, drafts).files;
}

/** What the city's words do that somebody may not want, a line each; nothing of it stops anything. */
export function wordWarningsOf(city: string, drafts: Drafts = NOTHING_DRAFTED): string[] {
  const usual = readUsualWords(city);
  return read(city, drafts).files.flatMap((file) =>
    wordWarnings(shipped(file.source), file.words, usual).map((fault) => faultText(file, fault)),
  );
}

function read(city: string, drafts: Drafts): {contracts: Contract[]; files: SourceFile[]} {
  const files = sourceFiles(
    city,
    shippedContracts.map(({source}) => source),
    drafts,
  );
  const faults = [
    ...files.flatMap((file) => wordFaults(shipped(file.source), file.words).map((fault) => ({file, fault}))),
    ...differentPatterns(files),
  ];
  if (faults.length > 0) throw faultError(faults);
  const {authorities} = readCityFile(city);
  const contracts = shippedContracts.map((contract) =>
    withAuthorities(contractInWords(contract, wordsFor(contract, files)), authorities),
  );
  const uncounted = unknownOvertimeWords(city, contracts, files);
  if (uncounted.length > 0) throw faultError(uncounted);
  const clashes = clashesIn(contracts, files);
  if (clashes.length > 0) throw faultError(clashes);
  return {contracts, files};
}

function shipped(source: string): Contract {
  const contract = shippedContracts.find((each) => each.source === source);
  if (!contract) throw new Error(`no source ${source}`);
  return contract;
}

/** A code has one shape in all files: whichever file says it, says it for all columns of that name. */
function wordsFor(contract: Contract, files: SourceFile[]): SourceWords {
  const own = files.find(({source}) => source === contract.source)?.words ?? NO_WORDS;
  const columns = new Set(fieldsOf(contract).map(({name}) => codeColumn(name)));
  const patterns = files
    .flatMap(({words}) => Object.entries(words.patterns))
    .filter(([column]) => columns.has(column));
  return {...own, patterns: Object.fromEntries(patterns)};
}

/** 3桁 and 数字3桁 are one shape. */
function shapeOf({pattern}: SourceFile["words"]["patterns"][string]): string {
  return codePattern(pattern)?.pattern ?? pattern;
}

function differentPatterns(files: SourceFile[]): Fault[] {
  const said = files.flatMap((file) =>
    Object.entries(file.words.patterns).map(([column, pattern]) => ({file, column, pattern})),
  );
  return said.flatMap(({file, column, pattern}, index) => {
    const other = said
      .slice(0, index)
      .find((each) => each.column === column && shapeOf(each.pattern) !== shapeOf(pattern));
    if (!other) return [];
    const message = `${column} の形が ${other.file.place} と違います。同じ番号はどのファイルでも同じ形なので、一つのファイルにだけ書いてください。`;
    return [{file, fault: {path: ["patterns", column], message}}];
  });
}

/** What the program's own headings cannot do, the city's may. */
function clashesIn(contracts: Contract[], files: SourceFile[]): Fault[] {
  return headingClashes(contracts).flatMap(([one, other]) => {
    const file =
      files.find(({source}) => source === one.source) ?? files.find(({source}) => source === other.source);
    if (!file) return [];
    const message = `「${one.title}」の見出しが、どれも「${other.title}」にもあり、届いたファイルがどちらか決められません。どちらかにしかない見出しを残してください。`;
    return [{file, fault: {path: ["headings"], message}}];
  });
}
