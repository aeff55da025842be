import type {CityLayout, Meaning, SourceWords} from "./city-source.ts";
import {codePattern, hasShape} from "./code-pattern.ts";
import {type Contract, fieldsOf, periodColumns} from "./contract.ts";
import {codeColumn, FREE} from "./contract-in-words.ts";
import type {FieldMeta} from "./fields.ts";
import {shapeOfCode} from "./shape-of-code.ts";
import {writtenShape} from "./written-shape.ts";

/** What is wrong, or worth a look, in what a city says of a source; `path` leads to it in the file. */
export interface WordFault {
  path: string[];
  /** Ends with what to do. */
  message: string;
}

type Fields = Map<string, FieldMeta>;

/** Why words do not fit their contract; nothing where they do. */
export function wordFaults(contract: Contract, words: SourceWords): WordFault[] {
  const fields: Fields = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta]));
  const unknown = unknownColumns(fields, words);
  if (unknown.length > 0) return unknown;
  return [
    ...headingFaults(fields, words),
    ...eachOf(words.values).flatMap(([column, said]) =>
      valueFaults(contract, {column, meta: of(fields, column), said}),
    ),
    ...eachOf(words.defaults ?? {}).flatMap(([column, says]) =>
      defaultFaults(contract, {column, says, values: words.values[column] ?? {}}),
    ),
    ...eachOf(words.patterns).flatMap(([column, said]) => patternFaults(column, of(fields, column), said)),
    ...eachOf(words.units).flatMap(([column, said]) => unitFaults(column, of(fields, column), said)),
    ...periodFaults(contract, words),
    ...words.layouts.flatMap((layout, index) => layoutFaults(contract, layout, String(index))),
    ...sameSenders(words.layouts),
  ];
}

function periodFaults({title, byMonth}: Contract, {period}: SourceWords): WordFault[] {
  if (period === undefined || byMonth !== undefined) return [];
  const message = `${title}の期間は決まっていて、変えられません。この行を消してください（月ごとのファイルも受け付けるのは、年次休暇取得状況です）。`;
  return [{path: ["period"], message}];
}

function eachOf<Value>(said: Record<string, Value>): [string, Value][] {
  return Object.entries(said);
}

function of(fields: Fields, column: string): FieldMeta {
  const meta = fields.get(column);
  if (!meta) throw new Error(`no column ${column}`);
  return meta;
}

/** 「職員番号」（staff_number）、… */
function columnList(fields: Fields): string {
  return [...fields].map(([name, {headings}]) => `${name}（${headings[0]}）`).join("、");
}

const SECTIONS = ["headings", "values", "defaults", "patterns", "units"] as const;

function unknownColumns(fields: Fields, words: SourceWords): WordFault[] {
  return SECTIONS.flatMap((section) =>
    Object.keys(words[section] ?? {})
      .filter((column) => !fields.has(column))
      .map((column) => ({
        path: [section, column],
        message: `列「${column}」はありません。あるもの: ${columnList(fields)}`,
      })),
  );
}

function headingFaults(fields: Fields, {headings}: SourceWords): WordFault[] {
  const claims = eachOf(headings).flatMap(([column, said]) => said.map((heading) => ({column, heading})));
  const twice = claims.flatMap(({column, heading}, index) => {
    const other = claims.slice(0, index).find((each) => each.heading === heading);
    if (!other) return [];
    const message = `見出し「${heading}」は ${other.column} にも書いてあります。どちらの列の見出しか、一つにしてください。`;
    return [{path: ["headings", column], message}];
  });
  const taken = new Set(claims.map(({heading}) => heading));
  const robbed = [...fields].flatMap(([name, meta]) => {
    if (headings[name] || meta.headings.some((heading) => !taken.has(heading))) return [];
    const [first] = meta.headings;
    const by = claims.find(({heading}) => heading === first)?.column ?? name;
    const message = `見出し「${first}」は、このプログラムでは ${name} の見出しです。この市のファイルで ${name} を何と呼ぶかも headings に書いてください。`;
    return [{path: ["headings", by], message}];
  });
  return [...twice, ...robbed];
}

interface Values {
  column: string;
  meta: FieldMeta;
  said: Record<string, Meaning>;
}

function valueFaults({references = []}: Contract, {column, meta, said}: Values): WordFault[] {
  const fault = (message: string): WordFault[] => [{path: ["values", column], message}];
  if (references.some((reference) => reference.column === column))
    return fault(
      `${column} は局区一覧・職員名簿と突き合わせる列です。別の呼び方は、局区一覧の「別名」に入れてください。`,
    );
  if (meta.kind === "text" && meta.code === null) return renameFaults({column, meta, said});
  if (meta.kind !== "choice")
    return fault(`${column}（${meta.headings[0]}）は言葉を選ぶ列ではありません。この行を消してください。`);
  return eachOf(said).flatMap(([word, each]) =>
    meaningFault(meta, word, each).map((message) => ({path: ["values", column, word], message})),
  );
}

/** Columns that a file may lack where the city says what their cells would say: a word or a length of time, the same for all. */
export function mayBeDefault(contract: Contract, column: string, {kind, code}: FieldMeta): boolean {
  const {layout, otherLayouts = [], references = []} = contract;
  const isPeriod = periodColumns(contract).includes(column);
  const isAmount = [layout, ...otherLayouts].some(({totals}) => totals?.includes(column));
  const isReference = references.some((reference) => reference.column === column);
  return (
    !isPeriod && !isAmount && !isReference && code === null && ["choice", "text", "duration"].includes(kind)
  );
}

function defaultFaults(
  contract: Contract,
  {column, says, values}: {column: string; says: string; values: Record<string, Meaning>},
): WordFault[] {
  const fault = (message: string): WordFault[] => [{path: ["defaults", column], message}];
  const {meta, schema} = fieldsOf(contract).find(({name}) => name === column) ?? {};
  if (!meta || !schema) throw new Error(`no column ${column}`);
  if (!mayBeDefault(contract, column, meta)) {
    const able = fieldsOf(contract).filter((field) => mayBeDefault(contract, field.name, field.meta));
    return fault(
      `${column}（${meta.headings[0]}）は行ごとに違うので、列のないファイルの値を決められません。この行を消し、送り主に列を加えてもらってください。決められる列: ${able.map(({name}) => name).join("、")}`,
    );
  }
  if (Object.hasOwn(values, says) || schema.safeParse(says).success) return [];
  const words = [...Object.keys(values), ...Object.keys(meta.choices)].filter(Boolean);
  const known = meta.kind === "choice" ? `あるもの: ${words.join("、")}` : `例: ${meta.example}`;
  return fault(`「${says}」は ${column}（${meta.headings[0]}）の値として読めません。${known}`);
}

function renameFaults({column, said}: Values): WordFault[] {
  return eachOf(said).flatMap(([word, each]) => {
    const path = ["values", column, word];
    if ("own" in each)
      return [{path, message: `${column} には何でも書けるので、own は要りません。この行を消してください。`}];
    if (!Object.hasOwn(said, each.as)) return [];
    return [
      {
        path,
        message: `「${word}」の言い換え先「${each.as}」も言い換えています。行き先を一つにしてください。`,
      },
    ];
  });
}

function meaningFault({choices, values, isOpen, headings}: FieldMeta, word: string, each: Meaning): string[] {
  const labels = Object.keys(choices).join("、");
  const theirs = Object.hasOwn(choices, word) ? choices[word] : undefined;
  if ("own" in each) {
    if (!isOpen)
      return [
        `「${headings[0]}」には、市だけの値を加えられません。次のどれのことか書いてください: ${labels}`,
      ];
    if (values.includes(each.own))
      return [
        `own の「${each.own}」は、もうある値の名前です。同じものなら、次のどれかを書いてください: ${labels}`,
      ];
    return theirs === undefined
      ? []
      : [`「${word}」はこのプログラムにもある言葉です。この行を消してください。`];
  }
  if (!Object.hasOwn(choices, each.as)) return [`「${each.as}」という言葉はありません。あるもの: ${labels}`];
  if (theirs === undefined || theirs === choices[each.as] || each.reason !== "") return [];
  return [
    `「${word}」は、このプログラムでは「${each.as}」とは別のものです。2つの別のものが1つになります。この市では本当に「${each.as}」のことなら、${word}: {as: ${each.as}, reason: 理由} と書いてください。`,
  ];
}

const SHAPES =
  "例: 3桁、数字5～8桁、英字1桁数字4桁、「K-」数字4桁、英数字6桁（K-\\d{4} のような書き方でもかまいません）。2とおりあるときは「または」でつなぎ、決まりがないときは 自由 と書きます。";

function patternFaults(
  column: string,
  meta: FieldMeta,
  {pattern, example}: SourceWords["patterns"][string],
): WordFault[] {
  const fault = (message: string): WordFault[] => [{path: ["patterns", column], message}];
  if (codeColumn(column) !== column)
    return fault(
      `${column} の形は ${codeColumn(column)} と同じです。この行を消し、${codeColumn(column)} に書いてください。`,
    );
  if (meta.code === null)
    return fault(
      `${column}（${meta.headings[0]}）は番号やコードの列ではありません。この行を消してください。`,
    );
  if (pattern === FREE)
    return meta.kind === "staff_number" ? fault(`職員番号の形は決めてください。${SHAPES}`) : [];
  const code = codePattern(writtenShape(pattern));
  if (!code) return fault(`${notShape(pattern)}${SHAPES}`);
  if (example === "" || hasShape(code, example)) return [];
  return fault(`例「${example}」が形「${code.name}」と合いません。どちらかを直してください。`);
}

function notShape(pattern: string): string {
  const shape = shapeOfCode(pattern);
  return /[0-9]/.test(pattern) && codePattern(shape)
    ? `「${pattern}」は番号そのもので、形ではありません。「${shape}」のように書いてください。`
    : `「${pattern}」は形として読めないか、どの値とも合いません。`;
}

function unitFaults(column: string, {units, headings}: FieldMeta, said: Record<string, string>): WordFault[] {
  const known = Object.keys(units).join("、");
  if (known === "")
    return [
      {
        path: ["units", column],
        message: `${column}（${headings[0]}）に単位はありません。この行を消してください。`,
      },
    ];
  return eachOf(said).flatMap(([word, ours]) => {
    const path = ["units", column, word];
    if (!Object.hasOwn(units, ours))
      return [{path, message: `「${ours}」という単位はありません。あるもの: ${known}`}];
    if (!Object.hasOwn(units, word) || units[word] === units[ours]) return [];
    return [
      {
        path,
        message: `「${word}」は、このプログラムでは「${ours}」と大きさの違う単位です。この行を消してください。`,
      },
    ];
  });
}

function layoutFaults(contract: Contract, layout: CityLayout, index: string): WordFault[] {
  const fields: Fields = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta]));
  const fault = (key: string, message: string): WordFault => ({
    path: ["layouts", index, key],
    message: `${message}列: ${columnList(fields)}`,
  });
  const kindOf = (column: string) => fields.get(column)?.kind ?? "";
  const isAmount = (column: string) => ["integer", "duration"].includes(kindOf(column));
  const totals = layout.totals
    .filter((column) => !isAmount(column))
    .map((column) =>
      fault("totals", `totals には、合計できる数や時間の列を書きます。「${column}」は違います。`),
    );
  if (layout.kind === "list") return totals;
  const below = layout.kind === "months_across" ? "月" : "区分";
  const value = isAmount(layout.value_field)
    ? []
    : [fault("value_field", `value_field には、${below}の下に並ぶ数や時間の列を書きます。`)];
  return [...totals, ...acrossFaults(layout, {kindOf, grain: contract.grain, fault}), ...value];
}

function acrossFaults(
  layout: Exclude<CityLayout, {kind: "list"}>,
  {
    kindOf,
    grain,
    fault,
  }: {
    kindOf: (column: string) => string;
    grain: string[];
    fault: (key: string, message: string) => WordFault;
  },
): WordFault[] {
  if (layout.kind === "months_across")
    return kindOf(layout.month_field) === "month"
      ? []
      : [fault("month_field", "month_field には年月の列を書きます。")];
  return kindOf(layout.kind_field) === "choice" && grain.includes(layout.kind_field)
    ? []
    : [fault("kind_field", "kind_field には、言葉が見出しとして横に並ぶ、行を分ける区分の列を書きます。")];
}

function sameSenders(layouts: CityLayout[]): WordFault[] {
  return layouts.flatMap(({sender, kind}, index) =>
    layouts.slice(0, index).some((other) => other.sender === sender && other.kind === kind)
      ? [
          {
            path: ["layouts", String(index), "sender"],
            message: `${sender}の同じ種類の表が2回あります。一つにしてください。`,
          },
        ]
      : [],
  );
}
