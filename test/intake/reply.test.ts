import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {expect, test} from "vitest";
import {letterText} from "../../pipelines/intake/clerk/letter.ts";
import {mendingNotes} from "../../pipelines/intake/leave/mending-notes.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

test("reply makes letter and workbook for a held file and for a refused one", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const rows = ["000001,2022-04,平日時間外,通常,1:00", "000002,2022-04,平日時間外,通常,一時間"];
  writeFileSync(join(home.inbox, "時間外_2022-04.csv"), `${HEADINGS.overtime}\n${rows.join("\n")}\n`);
  writeFileSync(join(home.inbox, "お知らせ.csv"), "部署,連絡\n総務,ありがとう\n");
  const ledger = await openLedger(home);
  await ingestInbox(ledger, {home, now: NOW, log: LOG, loaded: []});
  ledger.close();

  const text = (name: string) => readFileSync(join(home.output, name), "utf8");
  const sheet = (name: string, at: number) => {
    const {Sheets, SheetNames} = read(readFileSync(join(home.output, name)));
    return utils.sheet_to_json<string[]>(Sheets[SheetNames.at(at) ?? ""] ?? {}, {header: 1});
  };
  expect(kaikaku(home.root, ["reply", "1"])).toMatchObject({status: 0});
  expect(text("返信_1_手紙.txt")).toContain("件名: 「時間外_2022-04.csv」の出し直しのお願い");
  expect(text("返信_1_手紙.txt")).toContain(
    "・1行が読めません（このまま受け付けると、1人の行が一つも残りません）",
  );
  expect(text("返信_1_手紙.txt")).toContain("・3行目「時間数」: 「一時間」は時間として読めません");
  expect(text("返信_1_手紙.txt")).toContain("「返信_1_直し用.xlsx」の色の付いたところを直し");
  expect(sheet("返信_1_直し用.xlsx", 0)[2]).toContain("一時間");

  const [refused = ""] = readdirSync(home.refused).filter((name) => name.endsWith(".csv"));
  expect(kaikaku(home.root, ["reply", refused])).toMatchObject({status: 0});
  expect(text(`返信_${refused}_手紙.txt`)).toContain("件名: 「お知らせ.csv」の出し直しのお願い");
  expect(sheet(`返信_${refused}_直し用.xlsx`, 0)[1]).toEqual(["総務", "ありがとう"]);
  const why = readFileSync(join(home.refused, `${refused}.理由.txt`), "utf8").split("\n")[0];
  expect(sheet(`返信_${refused}_直し用.xlsx`, -1).flat()).toContain(why);

  expect(mendingNotes(home).map(({batchId}) => batchId)).toEqual([1, null]);
  expect(statSync(join(home.output, "返信_1_手紙.txt")).mode & 0o077).toBe(0);
  expect(kaikaku(home.root, ["reply", "ない.csv"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("「ない.csv」という受付不可のファイルはありません"),
  });
  expect(existsSync(join(home.output, "返信_ない.csv_手紙.txt"))).toBe(false);
});

test("a letter gives the sender no commands", () => {
  const letter = letterText({
    fileName: "用紙.xlsx",
    reasons: [
      "表の上に（千枚）とあります。千枚単位なら --as 千枚、枚単位なら --as 枚 で答えてください",
      "「合計」は999ですが、内訳を足すと1,000です",
    ],
    faults: [],
    bureaus: [],
    workbook: {name: "直し用.xlsx", isMended: true},
  });
  expect(letter).toContain("千枚単位なら「千枚」、枚単位なら「枚」 で答えてください");
  expect(letter).toContain("ことばの返事だけでも構いません");
  expect(letter).not.toMatch(/--|kaikaku/);
});
