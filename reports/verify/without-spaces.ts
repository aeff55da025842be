/** A text as the verifier compares it: line breaks and justified gaps of the page are not the text's. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, "");
}
