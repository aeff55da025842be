import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";

const PROJECT = join(import.meta.dirname, "../..");
const ROOMS = ["commands", "pipelines", "reports", "schemas"];

/** An installation may lie anywhere (KAIKAKU_HOME): what people are told names its folders by their paths. */
const FIXED = /data\/local|受け箱（inbox）|（refused フォルダー）/;

function messagesOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(
      (line) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(line) && FIXED.test(line),
    );
}

test("no message names a folder that may not be the installation's", () => {
  const told = ROOMS.flatMap((room) =>
    readdirSync(join(PROJECT, room), {recursive: true, encoding: "utf8"})
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        messagesOf(join(PROJECT, room, name)).map((line) => `${room}/${name}: ${line.trim()}`),
      ),
  );
  expect(told).toEqual([]);
});
