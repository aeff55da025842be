import {existsSync} from "node:fs";
import {sendMail} from "../../pipelines/alerts/mail.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {readDerivedFile} from "../../pipelines/installation/read-json-file.ts";
import {readSettings} from "../../pipelines/installation/settings.ts";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {writeWhole} from "../../pipelines/installation/write-whole.ts";
import {releaseFile} from "../../pipelines/releases/files.ts";
import {readManifest} from "../../pipelines/releases/history.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";
import type {WindowAccount} from "../../schemas/window-account.ts";
import {type Letter, type WindowNews, windowNews} from "../../schemas/window-news.ts";
import {type AccountBook, isOpen} from "../accounts/account-book.ts";
import type {ReleasesDrawn} from "../drawn/releases-drawn.ts";
import {parsed} from "../tasks/parsed.ts";
import type {Published} from "../tasks/published.ts";
import type {Ran} from "../tasks/run-command.ts";
import {letterFor, type Publication, saysNothing} from "./letter-for.ts";
import {letterText} from "./letter-text.ts";
import {readAgain} from "./same-as-release.ts";

/** What news are made of: of the window that is open. */
interface Newsroom {
  home: Home;
  address: string;
  book: AccountBook;
  published: Published;
  drawn: ReleasesDrawn;
  ask(accountId: string, words: string[]): Promise<Ran>;
  clock(): Date;
}

const AGAIN_MS = 10 * 60 * 1000;
/** Stands in the log for what no person asked for. */
const WINDOW_ITSELF = "window";

/**
 * Tells everybody, after each publication, what changed of that which they asked to be told of: in the window, and by mail where
 * the office has a relay and the person an address. Each publication is told once; what went is noted letter by letter.
 */
export class News {
  readonly #home: Home;
  #busy = false;
  #triedAt = 0;
  #failedAt = 0;
  #last: WindowNews | undefined;

  constructor(home: Home) {
    this.#home = home;
    this.#last = readDerivedFile(windowFiles(home).news, windowNews);
  }

  /** What the last publication was told to whom; undefined before the first that was. */
  last(): WindowNews | undefined {
    return this.#last;
  }

  /** Called every few seconds: does something only after a publication, and while mail waits. */
  async look(window: Newsroom): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const current = window.published.all().at(-1);
      const news = this.last();
      const now = window.clock().getTime();
      if (current && news?.release !== current.releaseId) {
        if (now - this.#failedAt > AGAIN_MS) await this.#writeOrRest(window, current.releaseId);
      } else if (news && now - this.#triedAt > AGAIN_MS) await this.#post(window, news);
    } finally {
      this.#busy = false;
    }
  }

  /** Where it could not be done, for whatever reason, it is tried again after a while. */
  async #writeOrRest(window: Newsroom, release: string): Promise<void> {
    const began = this.#failedAt;
    this.#failedAt = window.clock().getTime();
    if (await this.#write(window, release)) this.#failedAt = began;
  }

  /**
   * What changed since the release that was told last, however many came while no window was open; since the earliest that is still
   * there, where that one was removed by rule. A window that never told anything begins with the next publication: what was before
   * is known. False where they could not be compared.
   */
  async #write(window: Newsroom, release: string): Promise<boolean> {
    const told = this.#last?.release;
    const kept = window.published
      .all()
      .map(({releaseId}) => releaseId)
      .filter((releaseId) => existsSync(releaseFile(this.#home, releaseId)));
    const from = told === undefined || kept.includes(told) ? told : kept[0];
    const letters = from === undefined ? [] : await this.#letters(window, {from, release});
    if (letters) await this.#post(window, this.#save({from: from ?? "", release, letters}));
    return letters !== undefined;
  }

  /** Undefined where the two could not be compared: that is tried again after a while. */
  async #letters(
    window: Newsroom,
    {from, release}: {from: string; release: string},
  ): Promise<Letter[] | undefined> {
    const readers = window.book
      .all()
      .filter((account) => account.subscriptions.length > 0 && isOpen(account, window.clock()));
    if (readers.length === 0) return [];
    const ask = (words: string[]) => window.ask(WINDOW_ITSELF, words);
    const diff = parsed<ReleaseDiff>((await ask(["diff", from, release, "--json"])).output);
    if (!diff) return undefined;
    const publication = await publicationOf(window, {diff, from, release});
    const at = window.clock().toISOString();
    const strangersIn = await readAgain(diff.moved, {release, ask});
    return readers.map((account): Letter => {
      const told = letterFor(account, publication);
      const strangers = strangersIn(told);
      const state = strangers.length > 0 ? "refused" : "here";
      return {account_id: account.id, ...told, state, at, why: strangers.join("、")};
    });
  }

  /** By mail to who has an address, once each: a process that dies in between goes on where it was. */
  async #post(window: Newsroom, news: WindowNews): Promise<void> {
    this.#triedAt = window.clock().getTime();
    const {mail} = readSettings(this.#home);
    if (!mail?.enabled) return;
    for (const letter of news.letters) {
      const email = addressOf(window.book.find(letter.account_id));
      const isOpenLetter = letter.state === "here" || letter.state === "waiting";
      if (!isOpenLetter || email === null || saysNothing(letter)) continue;
      const at = window.clock();
      const written = letterText(letter, {...news, address: window.address});
      try {
        await sendMail(
          {...mail, to: [email]},
          {...written, at, identity: `${news.release} ${letter.account_id}`},
        );
        Object.assign(letter, {state: "sent", at: at.toISOString(), why: ""});
      } catch (error) {
        Object.assign(letter, {
          state: "waiting",
          why: error instanceof Error ? error.message : String(error),
        });
      }
      this.#save(news);
    }
  }

  #save(news: WindowNews): WindowNews {
    this.#last = news;
    writeWhole(windowFiles(this.#home).news, `${JSON.stringify(news, null, 1)}\n`, 0o600);
    return news;
  }
}

function addressOf(account: WindowAccount | undefined): string | null {
  return account?.email ?? null;
}

async function publicationOf(
  {home, drawn}: Newsroom,
  {diff, from, release}: {diff: ReleaseDiff; from: string; release: string},
): Promise<Publication> {
  const known = new Set(readManifest(home, from).ingredients.batches.map(({sha256}) => sha256));
  const fresh = readManifest(home, release).ingredients.batches.filter(({sha256}) => !known.has(sha256));
  const bureaus = new Map((await drawn.begin(release)).contents?.bureaus.map(({code, name}) => [code, name]));
  return {
    diff,
    filesOf: (section) => {
      const own = readJobs(home.city).sources.filter((job) => job.section === section);
      const sources = new Set<string>(own.map(({source}) => source));
      return fresh.filter(({source}) => sources.has(source)).map(({fileName}) => fileName);
    },
    bureauName: (code) => bureaus.get(code) ?? code,
  };
}
