import fc from "fast-check";
import {expect, test} from "vitest";
import {shapeOfCodes} from "../../pipelines/intake/learn/shape-of-codes.ts";
import {codePattern, hasShape} from "../../schemas/code-pattern.ts";
import {writtenShape} from "../../schemas/written-shape.ts";

test.each([
  ["3", "数字3桁", ["101", "000"], ["10", "1010", "1a1", "１０１", "101\n"]],
  ["３桁", "数字3桁", ["101"], ["1010"]],
  ["数字5～8桁", "数字5～8桁", ["12345", "12345678"], ["1234", "123456789"]],
  ["英字1桁数字4桁", "英字1桁数字4桁", ["A0001", "z9999"], ["00001", "AB001"]],
  ["「TW」数字4桁", "「TW」数字4桁", ["TW0001"], ["TX0001", "TW001"]],
  ["数字2桁「-.」数字1桁", "数字2桁「-.」数字1桁", ["12-.3"], ["12-x3"]],
  ["3桁 または 英数字5桁", "数字3桁または英数字5桁", ["101", "A1B2C"], ["1010"]],
])("%s", (text, name, right, wrong) => {
  const pattern = codePattern(text);
  expect(pattern?.name).toBe(name);
  expect(right.filter((code) => pattern && hasShape(pattern, code))).toEqual(right);
  expect(wrong.filter((code) => pattern && hasShape(pattern, code))).toEqual([]);
});

test.each([
  "",
  "桁",
  "0桁",
  "5～3桁",
  "[0-9]{3}",
  "3桁または",
  "数字21桁",
  "漢字3桁",
  "「あ」3桁",
  "「.*」か3桁",
])("%s says no shape", (text) => {
  expect(codePattern(text)).toBeUndefined();
});

test("what a pattern gives as an example has its shape", () => {
  const sign = fc.constantFrom("数字", "英字", "英数字", "");
  const count = fc.integer({min: 1, max: 6});
  const part = fc.oneof(
    fc
      .tuple(sign, count, fc.integer({min: 0, max: 4}))
      .map(([kind, few, more]) => `${kind}${few}～${few + more}桁`),
    fc.constantFrom("「TW」", "「-」", "「1.」"),
  );
  fc.assert(
    fc.property(fc.array(part, {minLength: 1, maxLength: 2}), (parts) => {
      const pattern = codePattern(parts.join(""));
      expect(pattern && hasShape(pattern, pattern.example)).toBe(true);
    }),
  );
});

test.each([
  ["K-\\d{4}", "「K-」数字4桁"],
  ["^[A-Z]\\d{4}$", "英字1桁数字4桁"],
  ["\\d{2}-\\d{3}", "数字2桁「-」数字3桁"],
  ["Ｋ－\\d{4}", "「K-」数字4桁"],
  ["Ａ－2桁", "Ａ－2桁"],
  ["「Ｋ－」数字４桁", "「Ｋ－」数字４桁"],
])("%s is a shape as people write it", (typed, shape) => {
  expect(writtenShape(typed)).toBe(shape);
});

test("a literal is read in any width, as codes are", () => {
  expect(codePattern("「Ｋ－」数字４桁")?.name).toBe("「K-」数字4桁");
});

test.each([
  [["K-0417", "K-0418", "k-0533"], "英字1桁「-」数字4桁"],
  [["Ｋ－０４１７", "K-0418"], "英字1桁「-」数字4桁"],
  [["A-01", "B-12"], "英字1桁「-」数字2桁"],
  [["01-223", "14-100"], "数字2桁「-」数字3桁"],
  [["R7-A01", "R7-B15"], "英字1桁数字1桁「-」英字1桁数字2桁"],
  [["A_01"], "英字1桁「_」数字2桁"],
])("the shape of %s is proposed", (codes, shape) => {
  const proposed = shapeOfCodes(new Map(codes.map((code) => [code, 1])));
  expect(proposed).toMatchObject({kind: "shape", pattern: shape, others: 0});
});

test.each([[["-"]], [["K-"]], [["総務-1"]], [["A-B-C-D-E-F-G"]]])("%s is no code", (codes) => {
  expect(shapeOfCodes(new Map(codes.map((code) => [code, 1])))).toEqual({kind: "none"});
});
