import {type ChildProcess, fork} from "node:child_process";
import {fileURLToPath} from "node:url";

/** One password to be reckoned; the salt in base64, the memory in KiB. */
export interface Reckoning {
  id: number;
  message: string;
  nonce: string;
  tagLength: number;
  memory: number;
  passes: number;
  parallelism: number;
}

interface Reckoned {
  id: number;
  /** Base64; undefined where it could not be reckoned. */
  tag: string | undefined;
}

const PROGRAM = fileURLToPath(new URL("./reckoning-process.ts", import.meta.url));
/** Without work for this long the process ends. */
const REST_MS = 60_000;

interface Asked {
  resolve(tag: Buffer): void;
  reject(error: Error): void;
}

/** The process that is there, until it has rested long enough. */
let reckoner: Reckoner | undefined;

/**
 * Reckons argon2id in a process of its own, begun when it is needed: each reckoning takes 19 MiB, which the C library keeps for every
 * thread that ever did one, and which go with that process.
 */
export function reckonedApart(wanted: Omit<Reckoning, "id">): Promise<Buffer> {
  reckoner ??= new Reckoner(() => {
    reckoner = undefined;
  });
  return reckoner.reckon(wanted);
}

class Reckoner {
  readonly #process: ChildProcess;
  readonly #asked = new Map<number, Asked>();
  readonly #forget: () => void;
  #last = 0;
  #rest: NodeJS.Timeout | undefined;

  constructor(forget: () => void) {
    this.#forget = forget;
    this.#process = fork(PROGRAM, {stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: []});
    this.#process.on("message", (reckoned: Reckoned) => this.#answer(reckoned));
    this.#process.once("exit", () => this.#lost());
    this.#process.once("error", () => this.#lost());
  }

  reckon(wanted: Omit<Reckoning, "id">): Promise<Buffer> {
    clearTimeout(this.#rest);
    this.#hold(true);
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, {resolve, reject});
      this.#process.send({id, ...wanted});
    });
  }

  #answer({id, tag}: Reckoned): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (tag === undefined) asked?.reject(new Error("argon2id could not be reckoned"));
    else asked?.resolve(Buffer.from(tag, "base64"));
    if (this.#asked.size > 0) return;
    this.#hold(false);
    this.#rest = setTimeout(() => {
      this.#forget();
      this.#process.disconnect();
    }, REST_MS);
    this.#rest.unref();
  }

  #lost(): void {
    this.#forget();
    clearTimeout(this.#rest);
    for (const {reject} of this.#asked.values())
      reject(new Error("the process that reckons passwords ended"));
    this.#asked.clear();
  }

  /** Resting, it keeps nobody from ending. */
  #hold(isNeeded: boolean): void {
    const {channel} = this.#process;
    if (isNeeded) {
      this.#process.ref();
      channel?.ref();
    } else {
      this.#process.unref();
      channel?.unref();
    }
  }
}
