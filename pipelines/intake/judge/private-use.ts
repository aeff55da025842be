/** "U+E000" for each private-use character (外字): what it looks like is known to the sender's machine only. */
export function privateUse(text: string): string[] {
  return Array.from(
    text.match(/[\ue000-\uf8ff]/g) ?? [],
    (char) => `U+${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
