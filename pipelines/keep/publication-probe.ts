import {obstaclesTo} from "../build/describe-publication.ts";
import {publicationOf} from "../build/publication.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether what was loaded can be published: an installation may be whole and its figures stand still all the same. */
export const PUBLICATION_PROBE: Probe = {title: "公開", examine: publication};

/** What cannot be read is the finding of the probe that looks at it. */
async function publication({home}: Installation): Promise<Trouble[]> {
  const found = await publicationOf(home).catch(() => undefined);
  return (found ? obstaclesTo(found) : []).map(({what, details, mend}) => ({
    state: "warning",
    what: [what.replace(/。$/, ""), ...details].join("。"),
    mend,
  }));
}
