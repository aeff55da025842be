import type {Page} from "../../reports/print/start-browser.ts";
import {usualPrinting, withBrowser} from "../../reports/print/with-browser.ts";
import {PASSWORD} from "./opened-window.ts";

/** The bundled browser, in which somebody has signed in to whom every page of the window is open. */
export function inSignedBrowser<Result>(
  address: string,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  return withBrowser(
    async (starting) => {
      const {browser} = await starting;
      const page = await browser.newPage();
      await page.goto(`${address}/sign-in`);
      await page.type("input[name=id]", "everything");
      await page.type("input[name=password]", PASSWORD);
      await Promise.all([page.waitForNavigation({waitUntil: "load"}), page.click("button.filled")]);
      return work(page);
    },
    {...usualPrinting(), reaches: "127.0.0.1"},
  );
}
