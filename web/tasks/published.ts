import {statSync} from "node:fs";
import type {Home} from "../../pipelines/installation/home.ts";
import {currentFile} from "../../pipelines/releases/files.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";

/** The releases, oldest first, read anew when another has become the current one. */
export class Published {
  readonly #home: Home;
  #stamp = "none yet";
  #releases: ReleaseHeader[] = [];

  constructor(home: Home) {
    this.#home = home;
  }

  all(): ReleaseHeader[] {
    const stamp = stampOf(currentFile(this.#home));
    if (stamp !== this.#stamp) {
      this.#releases = publishedReleases(this.#home);
      this.#stamp = stamp;
    }
    return this.#releases;
  }

  currentId(): string | undefined {
    return this.all().at(-1)?.releaseId;
  }
}

/** The file is replaced whole, never written into. */
function stampOf(file: string): string {
  const found = statSync(file, {throwIfNoEntry: false});
  return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : "";
}
