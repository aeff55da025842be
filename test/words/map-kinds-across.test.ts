import {describe, expect, test} from "vitest";
import {checkProposed} from "../../pipelines/intake/learn/check-proposed.ts";
import {bareHome, fileOf, learnt, said, texts} from "./learning.ts";

const LINES = [
  "社員番号,氏名,年月,平日,休日,週休日,合計",
  "00012,甲野,2025-04,12:30,,1:00,13:30",
  "00034,乙山,2025-04,,3:15,,3:15",
];
const LAYOUT =
  "- { kind: kinds_across, sender: 総務課, totals: [ worked_minutes ], kind_field: hour_kind, value_field: worked_minutes }";

describe("map of a table with kinds side by side", () => {
  test("the headings are words of the choice, and the layout is proposed", async () => {
    const proposal = await learnt(bareHome(), [fileOf("残業.csv", LINES)], {sender: "総務課"});
    expect(texts(proposal).overtime).toContain(LAYOUT);
    expect(texts(proposal).overtime).toContain("    平日: 平日時間外\n");
    expect(texts(proposal).overtime).toContain("    休日: 休日勤務\n");
    const told = said(proposal);
    expect(told).toMatch(/見分け .*時間外勤務実績（overtime）.*「勤務区分」が横に3列/);
    expect(told).toContain("言葉  勤務区分: 平日 → 平日時間外（1回、");
    expect(told).toContain("表の形  総務課: 区分を横に並べた表");
    expect(told).toContain("3行のどの値も読めます");
  });

  test("a heading that nobody knows is asked as a word, and the answer is taken", async () => {
    const lines = LINES.map((line, row) => `${line},${["早出", "0:30", ""][row]}`);
    const path = fileOf("残業.csv", lines);
    const asked = said(await learnt(bareHome(), [path]));
    expect(asked).toMatch(/分からない言葉 {2}勤務区分: 「早出」1回\n.*--value "勤務区分:早出=どれか"/);
    const answered = await learnt(bareHome(), [path], {value: ["勤務区分:早出=同一週外振替"]});
    expect(texts(answered).overtime).toContain("    早出: 同一週外振替\n");
    expect(said(answered)).toContain("4行のどの値も読めます");
  });

  test("a sum that is called after a kind is no kind", async () => {
    const lines = LINES.map((line) => line.replace("合計", "時間外計"));
    const proposal = await learnt(bareHome(), [fileOf("残業.csv", lines)]);
    expect(said(proposal)).toContain("「勤務区分」が横に3列");
    expect(texts(proposal).overtime).not.toContain("時間外計");
  });

  test("--check shows the rows, and a sum that does not agree", async () => {
    const home = bareHome();
    const path = fileOf(
      "残業.csv",
      LINES.map((line) => line.replace("13:30", "14:30")),
    );
    const {drafts} = await learnt(home, [path]);
    const [check] = await checkProposed(home, [path], {drafts, now: new Date("2025-06-01")});
    expect(JSON.stringify(check)).toContain("「合計」は14:30ですが、内訳を足すと13:30です");
  });

  test("what was learnt is read the next time, and nothing more is proposed", async () => {
    const home = bareHome();
    const files = [fileOf("残業1.csv", LINES), fileOf("残業2.csv", LINES)];
    const proposal = await learnt(home, files);
    expect(texts(proposal).overtime?.match(/kinds_across/g)).toHaveLength(1);
    expect(said(proposal)).toContain("そのまま読める  時間外勤務実績 1ファイル");
  });

  test("sheets of paper by size are kinds, too", async () => {
    const lines = ["令和7年度", "局区名,区分,年月,A4,A3", "総務部,学校等以外,4月,1200,30"];
    const proposal = await learnt(bareHome(), [fileOf("用紙.csv", lines)]);
    expect(texts(proposal).paper).toContain("kind_field: paper_size, value_field: sheet_count");
    expect(said(proposal)).toContain("2行のどの値も読めます");
  });
});
