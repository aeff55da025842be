import type {ChildProcess} from "node:child_process";
import {randomBytes} from "node:crypto";
import {beginCommand, type Ran, runCommand} from "./run-command.ts";

/** One piece of work that changes the installation, or takes long. */
export interface Job {
  id: string;
  title: string;
  accountId: string;
  words: string[];
  state: "waiting" | "running" | "done";
  beganAt: Date | undefined;
  endedAt: Date | undefined;
  /** What it told so far, the last line first of all of interest. */
  told: string[];
  ran: Ran | undefined;
  /** Where its result is looked at. */
  resultPath: string;
  /** Resolves once it is done. */
  ended: Promise<void>;
}

interface NewJob {
  title: string;
  accountId: string;
  words: string[];
  resultPath: string;
  /** What is to be done when it is over, before anybody is told. */
  done?: (job: Job) => unknown;
}

/** Jobs that are still known; older ones are forgotten. */
const MOST_KEPT = 200;
const MOST_WAITING = 50;
/** A process that was begun ahead and is not needed after all ends then. */
const SPARE_MS = 60_000;

/** All that changes the installation through the window: one piece after the other, in the order in which it came. */
export class WorkLine {
  readonly #root: string;
  readonly #jobs = new Map<string, Job>();
  readonly #fault: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #spare: ChildProcess | undefined;
  #spareRests: NodeJS.Timeout | undefined;

  /** `fault` is told of what went wrong after a piece of work; the next one is begun nevertheless. */
  constructor(root: string, fault: (error: unknown) => void) {
    this.#root = root;
    this.#fault = fault;
  }

  /** Begins the process of a command while what it works on still arrives, so that it is there then; none while others work. */
  prepare(command: string): void {
    if (this.#spare || this.#waiting().length > 0) return;
    // One that cannot be started is not there: the work begins its own, and tells.
    this.#spare = beginCommand(this.#root, command).on("error", () => {});
    this.#spareRests = setTimeout(() => this.#takeSpare()?.kill(), SPARE_MS);
  }

  /** Undefined while too many wait already. */
  add({title, accountId, words, resultPath, done = () => {}}: NewJob): Job | undefined {
    if (this.#waiting().length >= MOST_WAITING) return undefined;
    const job: Job = {
      ...{id: randomBytes(9).toString("base64url"), title, accountId, words, state: "waiting"},
      ...{beganAt: undefined, endedAt: undefined, told: [], ran: undefined, resultPath},
      ended: Promise.resolve(),
    };
    this.#jobs.set(job.id, job);
    for (const [id, {state}] of this.#jobs)
      if (this.#jobs.size > MOST_KEPT && state === "done") this.#jobs.delete(id);
    job.ended = this.#last.then(() => this.#work(job, done));
    this.#last = job.ended;
    return job;
  }

  job(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** How many come before it. */
  before(job: Job): number {
    return this.#waiting().indexOf(job);
  }

  all(): Job[] {
    return [...this.#jobs.values()].toReversed();
  }

  /** Resolves when what waits now is done. */
  async end(): Promise<void> {
    await this.#last;
    this.#takeSpare()?.kill();
  }

  #takeSpare(): ChildProcess | undefined {
    const spare = this.#spare;
    clearTimeout(this.#spareRests);
    this.#spare = undefined;
    return spare;
  }

  #waiting(): Job[] {
    return [...this.#jobs.values()].filter(({state}) => state !== "done");
  }

  async #work(job: Job, done: NonNullable<NewJob["done"]>): Promise<void> {
    job.state = "running";
    job.beganAt = new Date();
    const {accountId, words} = job;
    const tell = (line: string) => job.told.push(line);
    job.ran = await runCommand({root: this.#root, accountId, words, tell, begun: this.#takeSpare()});
    job.endedAt = new Date();
    try {
      await done(job);
    } catch (error) {
      this.#fault(error);
    }
    job.state = "done";
  }
}
