/** Of the 255 bytes that a file system gives to a name; the rest is for what stands before and behind. */
const LONGEST_PART = 90;

/** No folder, no drive, no ending, nothing that cannot be seen. */
const NOT_IN_NAMES = /[\p{C}\s/\\:*?"<>|.]/gu;

/**
 * What a word is called in the name of a file: one name for one word, also where the file system takes capitals for small letters
 * or letters of two kinds for one. A word that makes a name by itself stands as it is; those that are asked for first, too.
 */
export function nameParts(): (word: string) => string {
  const parts = new Map<string, string>();
  const taken = new Set<string>();
  const named = (word: string) => {
    const part = cut(word.replace(NOT_IN_NAMES, "・"));
    let name = part;
    for (let number = 2; taken.has(folded(name)); number += 1) name = `${part}-${number}`;
    taken.add(folded(name));
    parts.set(word, name);
    return name;
  };
  return (word) => parts.get(word) ?? named(word);
}

function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function cut(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_PART) return name;
  let head = "";
  for (const letter of name) {
    if (Buffer.byteLength(`${head}${letter}…`) > LONGEST_PART) break;
    head += letter;
  }
  return `${head}…`;
}
