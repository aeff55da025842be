import {clearLine, cursorTo, type Interface, moveCursor} from "node:readline";
import {pagesOf} from "../reports/terminal/shell/pages.ts";
import {printAnswer} from "./terminal.ts";

const QUESTION = "（Enter 続き、q やめる）";

export interface Pager {
  /** Shows a text a screenful at a time, until its end or until the reader has enough. */
  show(text: string): Promise<void>;
  /** Whether the reader is being asked for more. */
  isWaiting(): boolean;
  /** Ends the text under way. */
  stop(): void;
}

export function openPager(terminal: Interface): Pager {
  let waiting: AbortController | undefined;
  return {
    show: async (text) => {
      const pages = pagesOf(text, screenSize());
      for (const [index, page] of pages.entries()) {
        printAnswer(page);
        if (index === pages.length - 1) return;
        waiting = new AbortController();
        const wantsMore = await asksForMore(terminal, waiting.signal);
        waiting = undefined;
        if (!wantsMore) return;
      }
    },
    isWaiting: () => waiting !== undefined,
    stop: () => waiting?.abort(),
  };
}

/** What is no terminal is a page without an end. */
function screenSize(): {rows: number; columns: number} {
  const {rows, columns} = process.stdout;
  return {rows: Math.max(3, rows || Number.POSITIVE_INFINITY), columns: columns || Number.POSITIVE_INFINITY};
}

/** Asks in the screen's last row and takes the question away again. */
async function asksForMore(terminal: Interface, signal: AbortSignal): Promise<boolean> {
  const key = await new Promise<string>((tell) => {
    terminal.question(QUESTION, {signal}, tell);
    signal.addEventListener("abort", () => tell("q"));
  });
  eraseLineAbove();
  return key.trim() !== "q";
}

function eraseLineAbove(): void {
  moveCursor(process.stdout, 0, -1);
  cursorTo(process.stdout, 0);
  clearLine(process.stdout, 0);
}
