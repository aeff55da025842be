import type {Marts} from "../pipelines/engine/kysely.ts";
import type {Home} from "../pipelines/installation/home.ts";

/** Opens a release (the current one when none is named) for typed reading, and closes it after the work. */
export async function withRelease<Result>(
  home: Home,
  releaseId: string | undefined,
  work: (marts: Marts) => Promise<Result>,
): Promise<Result> {
  const {openRelease} = await import("../pipelines/releases/open.ts");
  const {typedMarts} = await import("../pipelines/engine/kysely.ts");
  const release = await openRelease(home, releaseId);
  try {
    return await work(typedMarts(release));
  } finally {
    release.close();
  }
}

/** Opens the candidate that waits, where it is the one that is named. It is no release: nothing notes that it was printed. */
export async function withCandidate<Result>(
  home: Home,
  releaseId: string,
  work: (marts: Marts) => Promise<Result>,
): Promise<Result> {
  const {candidateFile, candidateNamed} = await import("../pipelines/build/candidate.ts");
  const {openReadOnly} = await import("../pipelines/engine/open.ts");
  const {typedMarts} = await import("../pipelines/engine/kysely.ts");
  const {manifest} = candidateNamed(home, releaseId);
  const candidate = await openReadOnly(candidateFile(home, manifest.releaseId));
  try {
    return await work(typedMarts(candidate));
  } finally {
    candidate.close();
  }
}

/** As withRelease, for documents that leave the house: retention keeps that release from now on. */
export async function withPrintedRelease<Result>(
  home: Home,
  {releaseId, document}: {releaseId: string | undefined; document: string},
  work: (marts: Marts) => Promise<Result>,
): Promise<Result> {
  const {releaseNamed} = await import("../pipelines/releases/find-named.ts");
  const {notePrinted} = await import("../pipelines/releases/printed-note.ts");
  const pinned = await releaseNamed(home, releaseId);
  notePrinted(home, pinned, document);
  return withRelease(home, pinned, work);
}
