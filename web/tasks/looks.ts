import {readdirSync, statSync} from "node:fs";
import type {Home} from "../../pipelines/installation/home.ts";
import type {DueWork} from "../../schemas/due.ts";
import type {IntakeStatus} from "../../schemas/intake-status.ts";
import type {Publication} from "../../schemas/publication.ts";
import type {WindowAccount} from "../../schemas/window-account.ts";
import {parsed} from "./parsed.ts";
import {runCommand} from "./run-command.ts";

/** How everything stands, read by processes of their own after each change and shown from memory in between. */
export interface Standing {
  readAt: Date;
  status: (IntakeStatus & {publication: Publication}) | undefined;
  due: DueWork | undefined;
  /** Why one of them could not be read. */
  trouble: string | undefined;
}

/** How often it is asked whether anything changed. */
const EVERY_MS = 3000;

/** Keeps what the pages about files and publishing show. The window itself never opens the ledger. */
export class Looks {
  readonly #home: Home;
  #standing: Standing | undefined;
  #stamp = "";
  #reading: Promise<Standing> | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(home: Home) {
    this.#home = home;
    this.#timer = setInterval(() => this.#lookAgain(), EVERY_MS);
    this.#timer.unref();
  }

  /** What is known; read first where nothing is. */
  async standing(): Promise<Standing> {
    return this.#standing ?? this.#read();
  }

  /** How many things want somebody: held files and late ones, of the own section, and a candidate that waits for approval. */
  counts({roles, section}: Pick<WindowAccount, "roles" | "section">): {files: number; publish: number} {
    const {status, due} = this.#standing ?? {};
    const isOwn = (file: {section: string}) => roles.includes("office") || file.section === section;
    const late = due?.files.filter((file) => file.state === "late" && isOwn(file)) ?? [];
    const held = due?.held.filter(isOwn) ?? [];
    const isWaiting = status?.publication.kind === "waiting" || status?.publication.kind === "stopped";
    return {files: late.length + held.length, publish: isWaiting ? 1 : 0};
  }

  /** After a piece of work: the next who asks gets what holds now. */
  async refresh(): Promise<Standing> {
    await this.#reading;
    return this.#read();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #lookAgain(): void {
    if (this.#standing && stampOf(this.#home) !== this.#stamp) void this.#read();
  }

  #read(): Promise<Standing> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(): Promise<Standing> {
    this.#stamp = stampOf(this.#home);
    const ask = (words: string[]) => runCommand({root: this.#home.root, accountId: WINDOW_ITSELF, words});
    const status = await ask(["status", "--json"]);
    const due = await ask(["due", "--json"]);
    const failed = [status, due].find(({output}) => parsed(output) === undefined);
    this.#standing = {
      readAt: new Date(),
      status: parsed(status.output),
      due: parsed(due.output),
      trouble: failed?.told.at(-1),
    };
    return this.#standing;
  }
}

/** Stands in the log for what no person asked for. */
const WINDOW_ITSELF = "window";

/** Another after every change of ledger, releases, candidates, inbox and the city's folder. */
function stampOf({ledger, releases, candidates, inbox, refused, city}: Home): string {
  const times = [ledger, releases, candidates, inbox, refused, city].map((path) =>
    orNone(() => statSync(path).mtimeMs),
  );
  return [...times, orNone(() => readdirSync(inbox).length)].join(" ");
}

/** What cannot be looked at now (it is being restored, its disk is away) is told by the commands that read it. */
function orNone(look: () => number): number {
  try {
    return look();
  } catch {
    return 0;
  }
}
