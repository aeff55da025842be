/** The place of a relation, indicator, check … in the document; one name, one place. */
export function anchorOf(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, "-");
}
