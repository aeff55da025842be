/** Text of the page by the id of the marked content it stands in, without spaces. */
export type TaggedText = Map<string, string>;

/** A node of the structure tree: an element with its role, or a piece of marked content. */
interface TreeNode {
  role?: string;
  type?: string;
  id?: string;
  /** Alternative text. */
  alt?: string;
  children?: TreeNode[];
}

/** Cells of every table row of the structure tree that has text on the page, in the order of the tree. */
export function pageRows(tree: unknown, tagged: TaggedText): string[][] {
  const rows: string[][] = [];
  const visit = (node: TreeNode): void => {
    if (node.role === "TR") {
      const cells = (node.children ?? []).map((cell) => textOf(cell, tagged));
      if (cells.some((cell) => cell !== "")) rows.push(cells);
    } else for (const child of node.children ?? []) visit(child);
  };
  if (tree) visit(tree as TreeNode);
  return rows;
}

/** Alternative text of every figure of the structure tree that has a part on the page; "" where there is none. */
export function pageAlternatives(tree: unknown): string[] {
  const found: string[] = [];
  const visit = (node: TreeNode): void => {
    if (node.role === "Figure") found.push(node.alt ?? "");
    for (const child of node.children ?? []) visit(child);
  };
  if (tree) visit(tree as TreeNode);
  return found;
}

function textOf(node: TreeNode, tagged: TaggedText): string {
  if (node.type === "content") return tagged.get(node.id ?? "") ?? "";
  return (node.children ?? []).map((child) => textOf(child, tagged)).join("");
}
