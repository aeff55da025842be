import {cpSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {TEMPLATES_FOLDER} from "../../pipelines/catalog/city-folder.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {answersTyped} from "../../pipelines/intake/learn/answers.ts";
import {describeProposal} from "../../pipelines/intake/learn/describe-proposal.ts";
import {type Proposal, propose} from "../../pipelines/intake/learn/propose.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** An installation whose city has said nothing yet. */
export function bareHome(): Home {
  const home = openHome(join(temporaryFolder(), "home"));
  cpSync(join(TEMPLATES_FOLDER, "bare"), home.city, {recursive: true});
  return home;
}

/** A file outside the inbox. */
export function fileOf(name: string, content: string | Buffer | string[]): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, Array.isArray(content) ? `${content.join("\n")}\n` : content);
  return path;
}

const NOTHING_TYPED = {
  heading: [],
  value: [],
  pattern: [],
  unit: [],
  default: [],
  sender: undefined,
  reason: undefined,
};

type Typed = Partial<Parameters<typeof answersTyped>[0]> & {source?: string};

/** What `map` would propose for files, with what was typed behind its options. */
export function learnt(home: Home, paths: string[], {source, ...typed}: Typed = {}): Promise<Proposal> {
  return propose(paths, {
    ...{home, source, senders: new Map()},
    answers: answersTyped({...NOTHING_TYPED, ...typed}),
  });
}

/** What would be written, by source. */
export function texts({changes}: Proposal): Record<string, string> {
  return Object.fromEntries(changes.map(({source, after}) => [source, after]));
}

export function said(proposal: Proposal): string {
  return describeProposal(proposal).join("\n");
}
