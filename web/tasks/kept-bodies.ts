/** Put-together pages of boards, by what they are of: the same for everybody who reads them. */
export class KeptBodies {
  readonly #bodies = new Map<string, string>();

  of(name: string, make: () => string): string {
    const known = this.#bodies.get(name);
    if (known !== undefined) return known;
    const body = make();
    this.#bodies.set(name, body);
    if (this.#bodies.size > MOST_KEPT) this.#bodies.delete(this.#bodies.keys().next().value ?? "");
    return body;
  }
}

/** Of some fifty kilobytes each. */
const MOST_KEPT = 200;
