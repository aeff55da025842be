import {describe, expect, test} from "vitest";
import {allInBodyWords, allSaidInBodyWords, inBodyWords, saidInBodyWords} from "../../schemas/body-words.ts";
import {BODY_KINDS} from "../../schemas/city.ts";

const {町: TOWN, 市: CITY} = BODY_KINDS;

describe("what a body calls itself and its bureaus", () => {
  test.each([
    ["局区別に示す3指標", "課別に示す3指標"],
    [
      "<p>局区一覧（1件）</p><p>最新：見本_局区一覧.csv（局区）</p>",
      "<p>課一覧（1件）</p><p>最新：見本_局区一覧.csv（課）</p>",
    ],
    ["全局区の合計と市全体", "すべての課の合計と町全体"],
    ["市長事務部局（その他任命を除く）", "町長部局（その他任命を除く）"],
  ])("%s is said in a town's words", (written, said) => {
    expect(inBodyWords(written, TOWN)).toBe(said);
    expect(inBodyWords(written, CITY)).toBe(written);
  });

  test("what people type stays as it is in messages", () => {
    const message = "局区一覧の局区コードを直し、局区ごとに送る。--value 任命区分:町長=市長事務部局";
    expect(saidInBodyWords(message, TOWN)).toBe(
      "局区一覧の局区コードを直し、課ごとに送る。--value 任命区分:町長=市長事務部局",
    );
  });

  test("a body is not called a 市 that is none, and names of files, of other cities and of people stay", () => {
    const message =
      "市のフォルダー（/home/市の/局区別.csv）は、この市の決めごとで、さくら市の市民の 市の局区.xlsx とは別";
    expect(saidInBodyWords(message, TOWN)).toBe(
      "町のフォルダー（/home/市の/局区別.csv）は、この町の決めごとで、さくら市の市民の 市の局区.xlsx とは別",
    );
    expect(saidInBodyWords(message, CITY)).toBe(message);
  });

  test("in plain data what people type stays as it is", () => {
    const told = {name: "局区", text: "局区の数", below: [{name: "市の", text: "市の数"}]};
    expect(allSaidInBodyWords(told, TOWN, ["name"])).toEqual({
      ...{name: "局区", text: "課の数"},
      below: [{name: "市の", text: "町の数"}],
    });
  });

  test("texts within tables are, and nothing else is touched", () => {
    const markup = new (class Markup {
      text = "局区";
    })();
    const table = {rows: [["局区", 3, null]], markup, count: new Map([["局区", 1]])};
    const said = allInBodyWords(table, TOWN);
    expect(said.rows).toEqual([["課", 3, null]]);
    expect(said.markup).toBe(markup);
    expect(said.count).toBe(table.count);
    expect(allInBodyWords(table, CITY)).toBe(table);
  });
});
