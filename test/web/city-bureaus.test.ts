import {existsSync} from "node:fs";
import {expect, test} from "vitest";
import {bureaus} from "../../schemas/sources/bureaus.ts";
import {pastedTable} from "../../web/tasks/pasted-table.ts";
import {inBrowser, signIn, textOf, untilSaid, wrongAtBothWidths} from "./browser.ts";
import {officeForTests} from "./office.ts";

const office = officeForTests();
const PASTE = "/admin/city/bureaus";

test.each([
  [
    "cells of a sheet with headings",
    "局区コード\t任命区分\n1010\t市長事務部局\n",
    "局区コード,任命区分\r\n1010,市長事務部局\r\n",
  ],
  [
    "cells without headings",
    "1010\t総務部\t市長事務部局\n",
    "局区コード,局区名,任命区分\r\n1010,総務部,市長事務部局\r\n",
  ],
  [
    "a cell with a comma",
    "局区コード\t別名\r\n1010\t総務,庶務\r\n",
    '局区コード,別名\r\n1010,"総務,庶務"\r\n',
  ],
  [
    "lines of a CSV and empty ones",
    "局区コード,局区名\n\n1010,総務部\n",
    "局区コード,局区名\r\n1010,総務部\r\n",
  ],
  ["nothing", " \n\t\n", ""],
  ["headings alone", "局区コード\t局区名\n", ""],
])("%s become a file as somebody would have sent it", (_, typed, file) => {
  expect(pastedTable(typed, bureaus)).toBe(file);
});

test("bureaus are pasted, tried and handed in; what they lack is told first", async () => {
  const {address, home, book} = office();
  expect(existsSync(home.city)).toBe(true);
  book.change("office", {roles: ["office", "admin"]}, new Date());
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await signIn(page, address, "office");
    await page.goto(`${address}/admin/city`);
    await Promise.all([page.waitForNavigation(), page.click(`a[href='${PASTE}']`)]);
    const paste = async (typed: string) => {
      await page.goto(`${address}${PASTE}`);
      // As from a clipboard: a key would mean tab.
      await page.$eval("textarea", (field, text) => Object.assign(field, {value: text}), typed);
      await page.click("button.filled");
    };
    await page.goto(`${address}${PASTE}`);
    expect(await textOf(page)).toMatch(/局区コード\s+例：1010\s+局区名\s+例：総務部（なければ空）/);
    await paste("局区コード\t局区名\n");
    await untilSaid(page, "行がありません");
    expect(await page.$eval("textarea", (field) => field.value)).toContain("局区コード\t局区名");
    expect(await wrongAtBothWidths(page)).toEqual([]);
    await paste("9010\t<b>海の部</b>\t知らない区分\n");
    await untilSaid(page, "1行が読めません");
    expect(await page.$("main b")).toBeNull();
    await paste("9010\t海の部\t市長事務部局\n");
    await untilSaid(page, "確かめました");
    const said = await textOf(page);
    expect(said).toContain("局区一覧（貼り付け）.csv");
    // Bureaus of the list before are not in it: nobody loses them unasked.
    expect(said).toContain("確かめることがあります");
    await page.click("form[action$='/submit'] button");
    await untilSaid(page, "受付番号");
    expect(troubles.filter((line) => !line.includes("status of 422"))).toEqual([]);
  });
}, 120_000);

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
