import {partText} from "./part-text.ts";
import {attribute, scanXml} from "./xml.ts";
import type {Zip} from "./zip.ts";

/** What a part refers to inside the file. */
export interface Relation {
  id: string;
  type: string;
  /** Names under which the part may lie, the right one first. */
  targets: string[];
}

/** None where there is no list of them; links out of the file are left where they are. */
export function relations(zip: Zip, name: string): Relation[] {
  const slash = name.lastIndexOf("/");
  const folder = name.slice(0, slash + 1);
  const content = zip.read(`${folder}_rels/${name.slice(slash + 1)}.rels`);
  const found: Relation[] = [];
  if (!content) return found;
  scanXml(partText(content), {
    open: (tag, attributes) => {
      if (tag !== "Relationship" || attribute(attributes, "TargetMode") === "External") return;
      const target = (attribute(attributes, "Target") ?? "").replaceAll("\\", "/");
      const inFolder = resolved(folder + target);
      found.push({
        id: attribute(attributes, "Id") ?? "",
        type: attribute(attributes, "Type") ?? "",
        // Some writers name it from the top without the slash that says so.
        targets: target.startsWith("/") ? [resolved(target)] : [inFolder, resolved(target)],
      });
    },
    close: () => {},
    text: () => {},
  });
  return found;
}

function resolved(path: string): string {
  const parts: string[] = [];
  for (const piece of path.split("/"))
    if (piece === "..") parts.pop();
    else if (piece !== "." && piece !== "") parts.push(piece);
  return parts.join("/");
}
