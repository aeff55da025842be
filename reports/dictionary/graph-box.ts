import type {GraphNode} from "../../schemas/dictionary.ts";
import {anchorOf} from "./anchors.ts";
import {escaped, wrapped} from "./svg-text.ts";

export const BOX = {width: 164, height: 44};

const TITLE_EMS = 14;

/** A node as a linked box: its title in up to two lines, its name below. The style says its layer. */
export function graphBox(node: GraphNode, {x, y}: {x: number; y: number}): string {
  const lines = wrapped(node.title, TITLE_EMS, 2);
  const first = lines.length === 1 ? 19 : 13;
  const texts = lines.map((line, index) => textAt(line, {x: x + 8, y: y + first + index * 12.5}, "t"));
  const name = textAt(nameOf(node), {x: x + 8, y: y + 38}, "n");
  return [
    `<a href="#${anchorOf(node.id)}" data-node="${escaped(node.id)}" class="box ${node.layer}">`,
    `<title>${escaped(`${node.title}（${nameOf(node)}）`)}</title>`,
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="2"/>`,
    ...texts,
    name,
    "</a>",
  ].join("");
}

function nameOf({id, layer}: GraphNode): string {
  const name = id.slice(id.indexOf(".") + 1);
  return layer === "documents" ? `kaikaku ${name}` : name;
}

function textAt(text: string, {x, y}: {x: number; y: number}, kind: "t" | "n"): string {
  return `<text x="${x}" y="${y}" class="${kind}">${escaped(text)}</text>`;
}
