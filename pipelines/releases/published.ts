import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {memoryOf} from "../engine/memory-of.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {wholeReleaseFile} from "./must-be-whole.ts";

const attached = memoryOf((): {releaseId?: string} => ({}));

/**
 * Reads a release, attached as `published` to a warehouse that holds other things. The one read last stays attached: several
 * want the same, and to open a file of so many tables is what takes most of a small question's time. UserError for a release that
 * is not there, or is another than was built.
 */
export async function withPublished<Read>(
  warehouse: Warehouse,
  {home, release: {releaseId}}: {home: Home; release: Pick<ReleaseHeader, "releaseId">},
  read: () => Promise<Read>,
): Promise<Read> {
  const there = attached(warehouse);
  if (there.releaseId !== releaseId) {
    const file = wholeReleaseFile(home, releaseId);
    if (there.releaseId !== undefined) await warehouse.detach("published");
    delete there.releaseId;
    await warehouse.attach(file, "published");
    there.releaseId = releaseId;
  }
  return read();
}
