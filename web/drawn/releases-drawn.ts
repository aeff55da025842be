import {fork} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {Contents, Drawing, DrawingOrder} from "./drawing.ts";
import type {DrawnBoard, DrawnCard} from "./drawn.ts";

/** What is drawn of one release so far. */
export interface DrawnRelease {
  contents: Contents | undefined;
  /** By quarter and programme: "R6Q2 third_programme". */
  boards: Map<string, DrawnBoard>;
  /** By quarter, bureau and programme. */
  cards: Map<string, DrawnCard>;
  /** Whether all of its boards are drawn. */
  isWhole: boolean;
  /** Why drawing ended before it was done. */
  failure: string | undefined;
  /** Orders that are being drawn, so that none is given twice. */
  inWork: Map<string, Promise<void>>;
}

/** Releases kept at most; each has some ten megabytes of pages. */
const MOST_KEPT = 3;
/** Cards kept of a release at most: a city of thirty bureaus in four quarters. */
const MOST_CARDS = 120;
/** Beside the current release, others are drawn one after the other. */
const DRAWER = fileURLToPath(new URL("./draw-release.ts", import.meta.url));

/** The pages of releases, drawn by processes of their own and kept in memory until others take their place. */
export class ReleasesDrawn {
  readonly #root: string;
  readonly #kept = new Map<string, DrawnRelease>();
  readonly #running = new Set<ReturnType<typeof fork>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Starts to draw a release, or a candidate, unless that was begun; resolves when its contents and newest board are there, or it failed. */
  async begin(releaseId: string, isCandidate = false): Promise<DrawnRelease> {
    const known = this.#kept.get(releaseId);
    const release = known && known.failure === undefined ? known : this.#make(releaseId);
    this.#keep(releaseId, release);
    if (release.boards.size === 0)
      await this.#order(release, {releaseId, isCandidate}, () => release.boards.size > 0);
    return release;
  }

  /** As far as it is drawn. */
  drawn(releaseId: string): DrawnRelease | undefined {
    return this.#kept.get(releaseId);
  }

  /** The one that was asked for last and is there. */
  newest(): DrawnRelease | undefined {
    return [...this.#kept.values()].findLast(({contents}) => contents !== undefined);
  }

  board(release: DrawnRelease, quarter: string, programmeId: string): DrawnBoard | undefined {
    return release.boards.get(`${quarter} ${programmeId}`);
  }

  /** A bureau's card; drawn when it is first asked for. */
  async card(
    release: DrawnRelease,
    place: {
      releaseId: string;
      isCandidate: boolean;
      quarter: string;
      bureauCode: string;
      programmeId: string;
    },
  ): Promise<DrawnCard | undefined> {
    const {releaseId, isCandidate, quarter, bureauCode, programmeId} = place;
    const key = `${quarter} ${bureauCode} ${programmeId}`;
    if (!release.cards.has(key))
      await this.#order(release, {releaseId, isCandidate, quarter, bureauCode}, () => false);
    while (release.cards.size > MOST_CARDS) release.cards.delete(release.cards.keys().next().value ?? "");
    return release.cards.get(key);
  }

  end(): void {
    for (const child of this.#running) child.kill();
  }

  #make(releaseId: string): DrawnRelease {
    const release: DrawnRelease = {
      contents: undefined,
      boards: new Map(),
      cards: new Map(),
      isWhole: false,
      failure: undefined,
      inWork: new Map(),
    };
    this.#kept.set(releaseId, release);
    return release;
  }

  /** The one asked for last is the youngest; the oldest go. */
  #keep(releaseId: string, release: DrawnRelease): void {
    this.#kept.delete(releaseId);
    this.#kept.set(releaseId, release);
    while (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? "");
  }

  #order(release: DrawnRelease, order: Omit<DrawingOrder, "root">, isEnough: () => boolean): Promise<void> {
    const name = [order.quarter, order.bureauCode].join(" ");
    const inWork = release.inWork.get(name);
    if (inWork) return inWork;
    const work = this.#draw(release, {root: this.#root, ...order}, isEnough).finally(() =>
      release.inWork.delete(name),
    );
    release.inWork.set(name, work);
    return work;
  }

  /** Resolves when there is enough to show, at the latest when the process ended; it goes on in between. */
  #draw(release: DrawnRelease, order: DrawingOrder, isEnough: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const child = fork(DRAWER, {stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv: []});
      this.#running.add(child);
      let isDone = false;
      child.on("message", (drawing: Drawing) => {
        isDone ||= drawing.kind === "all";
        take(release, drawing, order);
        if (isEnough()) resolve();
      });
      const ended = (why: string) => {
        this.#running.delete(child);
        if (!isDone) release.failure ??= why;
        resolve();
      };
      child.once("exit", (code) =>
        ended(`頁を作る処理が途中で終わりました（終了コード ${code ?? "なし"}）。`),
      );
      // Of a process that could not be started there are several.
      child.on("error", (error) => ended(`頁を作る処理を始められませんでした（${error.message}）。`));
      child.send(order);
    });
  }
}

function take(release: DrawnRelease, drawing: Drawing, {quarter, bureauCode}: DrawingOrder): void {
  switch (drawing.kind) {
    case "contents":
      release.contents = drawing;
      return;
    case "board": {
      const {board} = drawing;
      release.boards.set(`${board.quarter} ${board.programmeId}`, board);
      return;
    }
    case "card":
      release.cards.set(`${quarter} ${bureauCode} ${drawing.programmeId}`, drawing.card);
      return;
    case "failed":
      release.failure = drawing.why;
      return;
    case "all":
      release.isWhole ||= bureauCode === undefined;
      return;
    default:
      drawing satisfies never;
  }
}
