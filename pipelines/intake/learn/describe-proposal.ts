import type {CityLayout, SourceWords} from "../../../schemas/city-source.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {BLANK, LAYOUT_KINDS, meaningText, wordLines} from "../../../schemas/word-lines.ts";
import type {HeadingReason} from "./column-score.ts";
import type {NewWord, UnknownShape} from "./draft-values.ts";
import type {Guess} from "./guess-source.ts";
import type {Learnt} from "./learn-file.ts";
import type {Proposal} from "./propose.ts";

const INDENT = " ".repeat(6);
/** So near is another source to the likeliest that a person should look. */
const CLOSE = 0.8;
const SHOWN = 12;

type Of<Kind extends Learnt["kind"]> = Extract<Learnt, {kind: Kind}>;

/** What files taught, in lines for people: no number of anybody, no name. */
export function describeProposal({files, changes, warnings, judgedBefore}: Proposal): string[] {
  return [
    ...files.filter((file) => !isNothingNew(file)).flatMap(describeLearnt),
    ...nothingNewLines(files.filter(isNothingNew)),
    ...warnings.map((line) => `注意  ${line}`),
    ...(judgedBefore > 0 && changes.length > 0
      ? [
          `注意  前に取り込んだ${count(judgedBefore)}ファイルは、前の言葉で読んだままです。今の言葉で読み直すには、書いたあとで npx kaikaku rebuild --words --by 氏名 --reason 理由`,
        ]
      : []),
    ...changes.map(({place, before}) => `${before === undefined ? "新しく書く" : "書き加える"}  ${place}`),
  ].map(visibleLine);
}

/** Read already, whole, and by nothing that is close to another source. */
function isNothingNew(file: Learnt): file is Of<"learnt"> {
  return file.kind === "learnt" && !isOpen(file) && !hasMore(file) && otherSource(file).length === 0;
}

function hasMore({more}: Of<"learnt">): boolean {
  return Object.values(more).some((said) => Object.keys(said ?? {}).length > 0);
}

/** A line for each source, however many files there are. */
function nothingNewLines(files: Of<"learnt">[]): string[] {
  return [...Map.groupBy(files, ({guess}) => guess.contract.title)].map(([title, alike]) => {
    const names = alike.map(({fileName}) => fileName);
    const rows = alike.reduce((sum, {rowCount}) => sum + rowCount, 0);
    return `そのまま読める  ${title} ${count(alike.length)}ファイル、${count(rows)}行: ${someOf(names.slice(0, 3), names.length, "ファイル")}`;
  });
}

function describeLearnt(file: Learnt): string[] {
  switch (file.kind) {
    case "unknown":
      return [`分かりません  ${file.fileName}: ${file.why}`, ...nearSources(file)];
    case "incomplete":
      return [
        headLine(file.fileName, file.guess),
        ...otherSource(file),
        ...pairLines(file.guess),
        ...file.why.split("\n").map((line) => `${INDENT}足りません: ${line}`),
      ];
    case "learnt":
      return describeWhole(file);
    default:
      return file satisfies never;
  }
}

function nearSources({guesses}: Of<"unknown">): string[] {
  if (guesses.length === 0) return [];
  const titles = guesses.slice(0, 3).map(({contract}) => `${contract.title}（--source ${contract.source}）`);
  return [`${INDENT}近いもの: ${titles.join("、")}。どれかなら --source で教えてください。`];
}

function describeWhole(file: Of<"learnt">): string[] {
  const {fileName, guess, more, values, isCut} = file;
  const {contract} = guess;
  const isNew = hasMore(file);
  const unknown = values.newWords.filter(({taken}) => taken === null);
  return [
    headLine(fileName, guess),
    ...(isCut ? [`${INDENT}大きいので、見出しは初めの部分で見ました（言葉と行は全部数えています）。`] : []),
    ...otherSource(file),
    ...(isNew ? pairLines(guess) : []),
    ...unreadLines(guess),
    ...wordLines(contract, onlyShown(more))
      .filter((line) => !line.startsWith("見出し:"))
      .map((line) => `${INDENT}${line}`),
    ...layoutLines(more.layouts),
    ...answeredLines(file),
    ...values.newWords.filter(({taken}) => taken !== null).map(takenLine),
    ...[...Map.groupBy(unknown, ({column}) => column).values()].flatMap(unknownLines),
    ...values.odd.map(
      ({heading, different}) =>
        `${INDENT}分からない言葉: 「${heading}」の言葉が${count(different)}種類あり、列の取り違えかもしれません。--heading ファイルの見出し=${heading} で正しい列を教えてください。`,
    ),
    ...values.unknownShapes.map(shapeLine),
    `${INDENT}${resultText(file)}`,
    ...(isNew ? [] : [`${INDENT}いまの言葉で読めます。書き加えることはありません。`]),
  ];
}

/** Values and layouts have lines of their own. */
function onlyShown(more: SourceWords): SourceWords {
  return {...more, values: {}, layouts: []};
}

function headLine(fileName: string, {contract, pairs, headed, isNamed, months, kinds}: Guess): string {
  const all = fieldsOf(contract).length - (months || kinds ? 2 : 0);
  const by = (reason: HeadingReason) => pairs.filter(({heading}) => heading === reason).length;
  const parts = [
    [by("exact"), "同じ見出し"],
    [by("usual"), "ふつうの言い換え"],
    [by("near"), "似た見出し"],
    [by(""), "値の種類"],
  ] as const;
  const why = parts.filter(([number]) => number > 0).map(([number, name]) => `${name} ${number}`);
  const columns = months ? `月が横に${months.columns.length}列` : kindsText(contract, kinds);
  const across = columns === "" ? "" : `、${columns}`;
  const named = isNamed ? "、名前か表題にもある" : "";
  return `見分け  ${fileName} → ${contract.title}（${contract.source}）: ${count(headed.row + headed.depth)}行目の見出しで、${all}列のうち${pairs.length}列（${why.join("、")}${across}${named}）`;
}

function kindsText(contract: Contract, kinds: Guess["kinds"]): string {
  const field = fieldsOf(contract).find(({name}) => name === kinds?.fields[0]);
  return field && kinds ? `「${field.meta.headings[0]}」が横に${kinds.columns.length}列` : "";
}

function otherSource({guesses, guess}: {guesses: Guess[]; guess: Guess}): string[] {
  const other = guesses.find(({contract}) => contract.source !== guess.contract.source);
  if (!other || other.score < guess.score * CLOSE) return [];
  return [
    `${INDENT}次に近いもの: ${other.contract.title}（見出し${other.pairs.length}列）。そちらなら --source ${other.contract.source}`,
  ];
}

/** Why a heading was taken for a column. */
export const REASONS: Record<HeadingReason, string> = {
  exact: "同じ見出し",
  usual: "ふつうの言い換え",
  near: "似た見出し",
  "": "値の種類から",
};

/** Of the headings that are not the contract's own. */
function pairLines({contract, pairs}: Guess): string[] {
  const shipped = shippedContracts.find(({source}) => source === contract.source) ?? contract;
  const titles = new Map(fieldsOf(shipped).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  return pairs
    .filter(({heading}) => heading !== "exact")
    .map(
      ({column, field, heading, values}) =>
        `${INDENT}見出し  ${column.heading} → ${titles.get(field)}（${REASONS[heading]}${values < 1 ? `、教える前に読める値 ${Math.floor(values * 100)}%` : ""}）`,
    );
}

function unreadLines({unread}: Guess): string[] {
  if (unread.length === 0) return [];
  const names = unread.map(({heading}) => heading);
  return [`${INDENT}読まない列  ${someOf(names.slice(0, SHOWN), names.length, "列")}`];
}

function layoutLines(layouts: CityLayout[]): string[] {
  return layouts.map((layout) => {
    const habits = [
      LAYOUT_KINDS[layout.kind],
      ...(layout.heading_rows > 1 ? [`見出し${layout.heading_rows}行`] : []),
      ...(layout.kind === "list" && layout.side_by_side ? ["同じ見出しが横に並ぶ"] : []),
      ...(layout.kind === "list" && layout.year_above ? ["年は表題にある"] : []),
    ];
    return `${INDENT}表の形  ${layout.sender}: ${habits.join("、")}`;
  });
}

/** What a person said of words. */
function answeredLines({guess, more, values}: Of<"learnt">): string[] {
  const taken = new Set(values.newWords.map(({column, word}) => `${column} ${word}`));
  const headings = new Map(fieldsOf(guess.contract).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  return Object.entries(more.values).flatMap(([column, said]) =>
    Object.entries(said)
      .filter(([word]) => !taken.has(`${column} ${word}`))
      .map(
        ([word, each]) =>
          `${INDENT}言葉  ${headings.get(column)}: ${word || BLANK} → ${meaningText(each)}（答え）`,
      ),
  );
}

function takenLine({heading, word, count: times, taken}: NewWord): string {
  return `${INDENT}言葉  ${heading}: ${word} → ${taken?.label}（${count(times)}回、${taken?.why}）`;
}

/** The words of one column that nothing can be argued of. */
function unknownLines(words: NewWord[]): string[] {
  const [{heading, word, labels, isOpen} = NO_WORD] = words;
  const shown = words
    .slice(0, SHOWN)
    .map((each) => `${each.word === "" ? BLANK : `「${each.word}」`}${count(each.count)}回`);
  const own = isOpen ? "。この市だけの値なら、どれかの代わりに own:英小文字の名前" : "";
  return [
    `${INDENT}分からない言葉  ${heading}: ${someOf(shown, words.length, "種類")}`,
    `${INDENT}  答え方: --value "${heading}:${word}=どれか"。どれか: ${labels.join("、")}${own}`,
  ];
}

const NO_WORD: Pick<NewWord, "heading" | "word" | "labels" | "isOpen"> = {
  heading: "",
  word: "",
  labels: [],
  isOpen: false,
};

function shapeLine({heading, lengths, said, count: times}: UnknownShape): string {
  if (said !== null)
    return `${INDENT}形の違う番号  ${heading}: この市の形（${said}）でないものが${count(times)}回。送り主に確かめ、この市の番号なら --pattern "${heading}=形" で形を言い直してください。`;
  if (lengths.length > 0)
    return `${INDENT}分からない形  ${heading}: ${lengths.join("桁と")}桁があります。先頭の0が落ちたのなら送り直してもらい、どちらも正しいなら --pattern "${heading}=数字${lengths[0]}～${lengths.at(-1)}桁" のように答えてください。`;
  return `${INDENT}分からない形  ${heading}: 形がそろっていません。--pattern "${heading}=英数字6桁" のように答えてください。`;
}

/** How many rows are read in the proposed words, and what is left. */
export function resultText({obstacle, rowCount, unreadCells, brokenCount, values}: Of<"learnt">): string {
  const left = unreadCells.map(({heading, count: times}) => `${heading} ${count(times)}`);
  const asked = [...values.newWords, ...values.odd, ...values.unknownShapes].map(({heading}) => heading);
  const untold = unreadCells.some(({heading}) => !asked.includes(heading)) ? WHY_UNREAD : "";
  const broken = brokenCount > 0 ? [`列の数が合わない行 ${count(brokenCount)}`] : [];
  const bad = [...left, ...broken];
  if (obstacle !== "") return `見出しのほかに、まだ読めないわけがあります: ${obstacle}`;
  return `この言葉で: ${count(rowCount)}行${bad.length === 0 ? "のどの値も読めます" : `。読めない値 ${bad.join("、")}${untold}`}`;
}

const WHY_UNREAD = "（わけは --check を付けると見られます）";

/** Whether something is left that only a person, or the sender, can mend. */
export function isOpen(file: Learnt): boolean {
  return (
    file.kind !== "learnt" || file.obstacle !== "" || file.unreadCells.length > 0 || file.brokenCount > 0
  );
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}
