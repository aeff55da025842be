import {allSaidInBodyWords, saidInBodyWords} from "../../schemas/body-words.ts";
import type {
  Dictionary,
  DictionaryIndicator,
  DictionaryRelation,
  DictionarySource,
  SavedQuery,
} from "../../schemas/dictionary.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {trustedMarkup} from "../print/render.ts";
import {BACKTEST_NOTE, backtestTables} from "../values/backtest.ts";
import {formatCount} from "../values/format.ts";
import {anchorOf} from "./anchors.ts";
import {LAYER_NAMES, LAYER_NOTES} from "./layer-names.ts";
import {lineageSvg} from "./lineage-svg.ts";
import {overviewSvg} from "./overview-svg.ts";

/** What people type or find in files as it is, whoever they are. */
const TYPED = [
  ...["id", "name", "value", "file", "column", "command", "bodyWords"],
  ...["headings", "allowed", "example", "words", "usual", "sql", "functions"],
];

/** What the templates show, in the words of the body. */
export function dictionaryView(written: Dictionary): object {
  const dictionary = allSaidInBodyWords(written, written.bodyWords, TYPED);
  const {release, relations, indicators, sources, checks, queries, documents} = dictionary;
  return {
    ...dictionary,
    release: release && {...release, releasedOn: japaneseDate(release.releasedOn)},
    counts: {
      indicators: indicators.length,
      sources: sources.length,
      relations: relations.length,
      checks: checks.length,
      queries: queries.length,
    },
    overview: trustedMarkup(overviewSvg(dictionary.overview)),
    matrix: matrixOf(dictionary),
    indicators: indicators.map((indicator) => indicatorView(indicator, sources)),
    sources: sources.map(sourceView),
    layers: layersOf(dictionary, headingsOf(dictionary)),
    checks: checks.map(checkView),
    documents: documents.map(({command, title, marts}) => ({
      anchor: anchorOf(`documents.${command}`),
      command,
      title,
      marts: marts.map(linkTo),
    })),
    forecasts: {tables: backtestTables(dictionary.backtest), note: BACKTEST_NOTE},
    queries: queries.map(queryView),
    releases: dictionary.releases.toReversed().map(({releaseId, releasedOn, figureCount, revisionCount}) => ({
      releaseId,
      releasedOn: japaneseDate(releasedOn),
      figureCount: formatCount(figureCount),
      revisionCount: formatCount(revisionCount),
    })),
  };
}

function linkTo(name: string): {name: string; anchor: string} {
  return {name, anchor: anchorOf(name)};
}

/** Which file matters to which indicator: a row per source, a cell per indicator. */
function matrixOf({sources, indicators}: Dictionary): object {
  return {
    heads: indicators.map(({kpiId, shortName}) => ({shortName, anchor: anchorOf(`kpi.${kpiId}`)})),
    rows: sources.map(({source, title}) => ({
      title,
      anchor: anchorOf(`source.${source}`),
      cells: indicators.map(({sources: behind}) => (behind.includes(source) ? "●" : "")),
    })),
  };
}

function indicatorView(indicator: DictionaryIndicator, sources: DictionarySource[]): object {
  const {kpiId, model, name, lineage} = indicator;
  return {
    ...indicator,
    anchor: anchorOf(`kpi.${kpiId}`),
    model: linkTo(model),
    sources: sources
      .filter(({source}) => indicator.sources.includes(source))
      .map(({source, title}) => ({title, anchor: anchorOf(`source.${source}`)})),
    lineage: trustedMarkup(lineageSvg(lineage, `${name}の系図`)),
  };
}

const PERSONAL_DATA = {
  none: "個人情報を含まない",
  personal: "個人情報。職員番号は取込みのときに鍵付きハッシュにする",
  sensitive: "要配慮個人情報（健康・障害）。台帳から出るのは人数だけ",
} as const;

function sourceView(source: DictionarySource): object {
  return {
    ...source,
    anchor: anchorOf(`source.${source.source}`),
    raw: linkTo(`raw.${source.source}`),
    personalText: PERSONAL_DATA[source.personalData],
    isSensitive: source.personalData === "sensitive",
    fields: source.fields.map((field) => ({
      ...field,
      heading: field.headings[0] ?? field.column,
      aliases: field.headings.slice(1).join("、"),
      personal: field.identifiesPerson ? "個人を識別" : "",
      blank: field.isOptional ? "空欄可" : "",
    })),
  };
}

type ShownLayer = keyof typeof LAYER_NOTES;

/** For "raw.paper.sheet_count": 用紙使用量「枚数」, as people know it. */
function headingsOf({sources}: Dictionary): Map<string, string> {
  return new Map(
    sources.flatMap(({source, title, fields}) =>
      fields.map(({column, headings}) => [`raw.${source}.${column}`, `${title}「${headings[0] ?? column}」`]),
    ),
  );
}

function layersOf({relations, bodyWords}: Dictionary, headings: Map<string, string>): object[] {
  return (Object.keys(LAYER_NOTES).reverse() as ShownLayer[]).map((layer) => ({
    layer,
    anchor: anchorOf(`layer.${layer}`),
    name: LAYER_NAMES[layer],
    note: saidInBodyWords(LAYER_NOTES[layer], bodyWords),
    count: relations.filter((relation) => relation.layer === layer).length,
    relations: relations
      .filter((relation) => relation.layer === layer)
      .map((relation) => relationView(relation, headings)),
  }));
}

function relationView(relation: DictionaryRelation, headings: Map<string, string>): object {
  const {name, columns, isPublished, hasPeople} = relation;
  return {
    ...relation,
    anchor: anchorOf(name),
    reach: isPublished ? "公開版で読める" : hasPeople ? "個人単位。公開版に入らない" : "公開版に入らない",
    dependsOn: relation.dependsOn.map(linkTo),
    usedBy: relation.usedBy.map(linkTo),
    columns: columns.map((column) => ({
      ...column,
      type: typeName(column.type),
      words: column.values
        .map(({value, word}) => (value === word ? value : `${value || "（空）"}：${word}`))
        .join("、"),
      ...originView(column.from, headings),
    })),
  };
}

/** Origins that stand beside a column; more of them are behind a click. */
const MOST_ORIGINS = 4;

function originView(from: string[], headings: Map<string, string>): object {
  const origins = from.map((column) => ({
    anchor: anchorOf(column.replace(/\.[^.]+$/, "")),
    name: headings.get(column) ?? column,
  }));
  return {origins, originCount: origins.length > MOST_ORIGINS ? origins.length : 0};
}

const TYPE_NAMES: [pattern: RegExp, name: string][] = [
  [/^ENUM/, "選択"],
  [/INT/, "整数"],
  [/^(DOUBLE|FLOAT|DECIMAL)/, "数値"],
  [/^DATE$/, "日付"],
  [/^TIMESTAMP/, "日時"],
  [/^BOOLEAN$/, "真偽"],
  [/^VARCHAR$/, "文字"],
];

/** "INTEGER" → "整数 integer". */
function typeName(type: string): string {
  const [, name] = TYPE_NAMES.find(([pattern]) => pattern.test(type)) ?? [];
  return name ? `${name} ${type.toLowerCase()}` : type.toLowerCase();
}

const CHECK_KINDS = {blocking: "誤り（公開を止める）", warning: "注意", waiting: "待ち"} as const;

function checkView(check: Dictionary["checks"][number]): object {
  const {name, severity, rowCount} = check;
  return {
    ...check,
    anchor: anchorOf(name),
    kind: CHECK_KINDS[severity],
    result: resultText(rowCount),
    isFound: rowCount !== null && rowCount > 0,
  };
}

function resultText(rowCount: number | null): string {
  if (rowCount === null) return "記録なし";
  return rowCount === 0 ? "該当なし" : `${formatCount(rowCount)}行`;
}

function queryView(query: SavedQuery): object {
  return {...query, anchor: anchorOf(`query.${query.name}`)};
}
