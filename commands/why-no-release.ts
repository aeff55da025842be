import {homeHere} from "./context.ts";

/** What is in the way of the first release, for whoever asked it something. */
export async function whyNoRelease(): Promise<string[]> {
  const {obstacleLines, obstaclesTo} = await import("../pipelines/build/describe-publication.ts");
  const {publicationOf} = await import("../pipelines/build/publication.ts");
  // What keeps this from being looked up is told by `status`, which the message names.
  const publication = await publicationOf(homeHere()).catch(() => undefined);
  return publication ? obstaclesTo(publication).flatMap(obstacleLines) : [];
}
