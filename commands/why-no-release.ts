import {homeHere} from "./home-here.ts";

/** What is in the way of the first release, for whoever asked it something. */
export async function whyNoRelease(): Promise<string[]> {
  const {obstacleLines, obstaclesTo} = await import("../pipelines/build/describe-publication.ts");
  const {publicationOf} = await import("../pipelines/build/publication.ts");
  // What keeps this from being looked up is told by `status`, which the message names.
  const home = homeHere();
  const publication = await publicationOf(home).catch(() => undefined);
  if (!publication) return [];
  const lines = obstaclesTo(publication).flatMap(obstacleLines);
  return lines.length > 0
    ? lines
    : [
        `届いたファイルを受け箱（${home.inbox}）に入れて npx kaikaku run を実行してください（見本データで試すなら npm start）。`,
      ];
}
