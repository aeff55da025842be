import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {ListedModel} from "../../schemas/listed-model.ts";
import {terminalTable} from "./terminal-table.ts";

const KINDS = {input: "もと", view: "読むたび", table: ""} as const;

/** One relation with its neighbours and the origins of its columns, or a line for each of several. */
export function modelListText(models: ListedModel[], all: number): string {
  const [only, ...others] = models;
  const lines = only && others.length === 0 ? oneModel(only) : manyModels(models, all);
  return `${lines.join("\n")}\n`;
}

function manyModels(models: ListedModel[], all: number): string[] {
  const rows = models.map((model) => [
    model.name,
    String(model.depends_on.length),
    String(model.used_by.length),
    whenBuilt(model),
    seconds(model),
    model.title,
  ]);
  return [
    ...terminalTable(
      [
        {title: "表", align: "left"},
        {title: "読む", align: "right"},
        {title: "使う", align: "right"},
        {title: "最後に計算した日時", align: "left"},
        {title: "秒", align: "right"},
        {title: "何の表か", align: "left"},
      ],
      rows,
    ),
    "",
    models.length === all ? `${all}の表があります。` : `${all}の表のうち${models.length}です。`,
    "詳しく: npx kaikaku models --select 名前（+名前 はもとになる表も、名前+ は使う表も）",
  ];
}

function oneModel(model: ListedModel): string[] {
  const built = [whenBuilt(model), seconds(model) === "" ? "" : `${seconds(model)}秒`].filter((part) => part);
  return [
    `${model.name}　${model.title}`,
    `最後の計算  ${built.join("、") || "まだありません"}`,
    `読む表      ${model.depends_on.join("、") || "ありません"}`,
    `使う表      ${model.used_by.join("、") || "ありません"}`,
    "",
    ...terminalTable(
      [
        {title: "列", align: "left"},
        {title: "値の計算に使うもとの列", align: "left"},
      ],
      model.columns.map(({name, from}) => [name, from.join("、")]),
    ),
  ];
}

function whenBuilt({kind, built_at: at}: ListedModel): string {
  return at === null ? KINDS[kind] : japaneseTime(new Date(at)).slice(0, 16);
}

function seconds({milliseconds}: ListedModel): string {
  return milliseconds === null ? "" : (milliseconds / 1000).toFixed(2);
}
