import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {mustBeGoodPassword} from "../../web/accounts/password.ts";

const LIST = readFileSync(join(import.meta.dirname, "../../data/common-passwords.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const SOMEBODY = {id: "hanako", name: "花子"};
const said = (password: string) => {
  try {
    mustBeGoodPassword(password, SOMEBODY);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

test("three thousand passwords that our other rules let through are refused, each for being common", () => {
  expect(new Set(LIST).size).toBe(3000);
  expect(LIST.filter((password) => !said(password).startsWith("よく使われるパスワードの一覧"))).toEqual([]);
});

test.each(["Qwerty123456", "ＱＷＥＲＴＹ１２３４５６", "123456QWERTY"])(
  "%s is as common in capitals and full width",
  (password) => {
    expect(said(password)).toContain("すぐに当てられます");
  },
);

test.each(["a long harbour sentence", "qwerty123456 と続ける", "夏の港に風が吹くころの文"])(
  "%s is nobody's guess",
  (password) => {
    expect(said(password)).toBe("");
  },
);
