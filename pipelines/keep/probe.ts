import {addAll} from "../../schemas/add-all.ts";
import type {Diagnosis} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {faultIn} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {troubleOf} from "./trouble-of-fault.ts";

export interface Installation {
  home: Home;
  now: Date;
}

/** Looks at one thing of an installation; nothing to say means that it is well. It changes nothing. */
export interface Probe {
  title: string;
  examine(installation: Installation): Promise<Trouble[]> | Trouble[];
}

/** "ok" for what is to be said although nothing is wrong. */
export type Trouble = Omit<Diagnosis, "probe">;

/** Runs every probe; one that fails itself is a fault of what it looked at. */
export async function examine(probes: Probe[], installation: Installation): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const {title, examine} of probes) {
    const troubles = await Promise.resolve()
      .then(() => examine(installation))
      .catch((error: unknown) => [failed(error)]);
    if (troubles.length === 0) found.push({probe: title, state: "ok", what: "", mend: ""});
    addAll(
      found,
      troubles.map((trouble) => ({probe: title, ...trouble})),
    );
  }
  return found;
}

function failed(error: unknown): Trouble {
  const fault = faultIn(error);
  if (fault) return troubleOf(fault);
  if (error instanceof UserError)
    return {state: "fault", what: error.message, mend: "言われたとおりに直してください"};
  const message = error instanceof Error ? error.message : String(error);
  return {
    state: "fault",
    what: `確かめられません: ${message}`,
    mend: "控えから戻すことを考えてください（npx kaikaku restore）",
  };
}
