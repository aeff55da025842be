/**
 * What is compared of a word that a person typed: full-width and half-width signs, capitals, hyphens and waves, spaces and the
 * particle の make no difference.
 */
export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/[〜～]/g, "~")
    .replace(/[\sの・]/g, "");
}
