import type * as Approve from "../../pipelines/build/approve.ts";
import type * as OpenHome from "../../pipelines/installation/home.ts";

/* Approves a candidate and prints what is said against it: node approve-elsewhere.ts PROJECT HOME NOW RELEASE. The project may be a changed copy. */
const [project = "", root = "", now = "", releaseId = ""] = process.argv.slice(2);

const {approve} = (await import(`${project}/pipelines/build/approve.ts`)) as typeof Approve;
const {openHome} = (await import(`${project}/pipelines/installation/home.ts`)) as typeof OpenHome;
const log = {info: () => {}, warn: () => {}, progress: () => {}};
const options = {home: openHome(root), now: new Date(now), log};
process.stdout.write(
  await approve(releaseId, {by: "課長", reason: "確かめた"}, options).then(
    () => "published",
    (error: Error) => error.message,
  ),
);
