/*
 * Within the program every text spells the command `npx kaikaku`; a screen shows it as it can be typed there. In a file that
 * somebody opens elsewhere and later it is spelled as the manuals do.
 */

const [WITHIN, IN_FILES] = ["npx kaikaku", "./kaikaku"];

export function asWritten(text: string): string {
  return text.replaceAll(WITHIN, IN_FILES);
}

/** What a file says, as the program would. */
export function asReadBack(text: string): string {
  return text.replaceAll(IN_FILES, WITHIN);
}
