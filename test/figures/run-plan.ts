import type * as Prepare from "../../pipelines/build/prepare.ts";
import type * as OpenHome from "../../pipelines/installation/home.ts";

/* Prints what could be published now: node run-plan.ts PROJECT HOME NOW. The project may be a changed copy of this one. */
const [project = "", root = "", now = ""] = process.argv.slice(2);

const {prepare} = (await import(`${project}/pipelines/build/prepare.ts`)) as typeof Prepare;
const {openHome} = (await import(`${project}/pipelines/installation/home.ts`)) as typeof OpenHome;
const log = {info: () => {}, warn: () => {}, progress: () => {}};
const {prepared} = await prepare({home: openHome(root), now: new Date(now), log});
process.stdout.write(JSON.stringify(prepared.kind === "candidate" ? prepared.plan : prepared));
