import {createHash} from "node:crypto";

/** Rules of the classes that stand for what was written in style attributes, by class. */
export type Styles = Map<string, string>;

/**
 * Markup of our own making under a policy that lets no style attribute through: each becomes a class, whose rule is added to `styles`.
 * What a picture says of pointers over it (a style element) goes: the pictures are still.
 */
export function withoutInlineStyle(html: string, styles: Styles): string {
  return html
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/<[a-zA-Z][^<>]*\sstyle="[^<>]*>/g, (tag) => withClass(tag, styles));
}

function withClass(tag: string, styles: Styles): string {
  const [whole, declarations = ""] = /\sstyle="([^"]*)"/.exec(tag) ?? [""];
  const name = `s${createHash("sha256").update(declarations).digest("hex").slice(0, 10)}`;
  styles.set(name, declarations);
  const bare = tag.replace(whole, "");
  return /\sclass="/.test(bare)
    ? bare.replace(/\sclass="/, ` class="${name} `)
    : bare.replace(/^<[^\s/>]+/, `$& class="${name}"`);
}

/** As a style sheet; doubled, so that no rule of a page outweighs what stood in the markup. */
export function styleSheet(styles: Styles): string {
  return [...styles].map(([name, declarations]) => `.${name}.${name}.${name}{${declarations}}`).join("\n");
}
