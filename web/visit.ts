import type {HttpBindings} from "@hono/node-server";
import type {Context} from "hono";
import type {Home} from "../pipelines/installation/home.ts";
import type {ReleasePlan} from "../schemas/release-plan.ts";
import type {WindowAccount} from "../schemas/window-account.ts";
import type {AccountBook} from "./accounts/account-book.ts";
import type {Provider} from "./accounts/provider.ts";
import type {Session, Sessions} from "./accounts/sessions.ts";
import type {Throttle} from "./accounts/throttle.ts";
import type {ReleasesDrawn} from "./drawn/releases-drawn.ts";
import type {News} from "./news/news.ts";
import type {Who} from "./rights.ts";
import type {KeptBodies} from "./tasks/kept-bodies.ts";
import type {Looks} from "./tasks/looks.ts";
import type {Published} from "./tasks/published.ts";
import type {Ran} from "./tasks/run-command.ts";
import type {Trials} from "./tasks/trials.ts";
import type {WorkLine} from "./tasks/work-line.ts";

/** What every page works with; one for the life of the window. */
export interface Window {
  home: Home;
  /** Where browsers reach it: "http://127.0.0.1:8321". */
  address: string;
  book: AccountBook;
  sessions: Sessions;
  throttle: Throttle;
  /** The office's own sign-in service; undefined where it has none. */
  provider: Provider | undefined;
  published: Published;
  drawn: ReleasesDrawn;
  bodies: KeptBodies;
  line: WorkLine;
  looks: Looks;
  news: News;
  trials: Trials;
  /** What publishing a candidate would change, as it was last looked at, by the candidate's name. */
  planned: Map<string, ReleasePlan>;
  /** The dictionary of a release; made when it is first asked for. */
  dictionary: {release: string; html: string} | undefined;
  /** Runs a command that only reads, for an account. */
  ask(accountId: string, words: string[]): Promise<Ran>;
  /** Whether browsers reach it over TLS: marks of browsers then go over nothing else. */
  isSecure: boolean;
  clock(): Date;
}

export type Ctx = Context<{Bindings: HttpBindings}>;

/** One request, with who it is of. */
export interface Visit {
  context: Ctx;
  window: Window;
  now: Date;
  session: Session | undefined;
  account: WindowAccount | undefined;
}

/** The same of somebody who has signed in. */
export interface SignedVisit extends Visit {
  session: Session;
  account: WindowAccount;
}

export interface Route {
  method: "get" | "post";
  /** As Hono writes it: "/files/:trial". */
  path: string;
  who: Who;
  /** Its body is streamed, and may be long. */
  takesFiles?: true;
  handle(visit: Visit): Response | Promise<Response>;
}

/** A route of somebody who has signed in. */
export function signedRoute(
  method: Route["method"],
  path: string,
  who: Exclude<Who, "everybody">,
  handle: (visit: SignedVisit) => Response | Promise<Response>,
): Route {
  return {
    ...{method, path, who},
    handle: (visit) => {
      if (!visit.session || !visit.account) throw new Error(`${path} was opened for nobody`);
      return handle({...visit, session: visit.session, account: visit.account});
    },
  };
}

/** The fields of a form, each once; a file is none of them. */
export async function fieldsOf({context}: Visit): Promise<(name: string) => string> {
  const form = new URLSearchParams(await context.req.text());
  return (name) => form.get(name) ?? "";
}

/** All values of a field. */
export async function formOf({context}: Visit): Promise<URLSearchParams> {
  return new URLSearchParams(await context.req.text());
}
