/**
 * か and a mark of its own (two signs, as macOS writes names) become が (one sign). Nothing else is composed: the usual
 * normal forms also exchange ideographs that a name may need.
 */
export function composedKana(text: string): string {
  if (!MARK.test(text)) return text;
  return text.replace(/[\u3040-\u30ff][\u3099\u309a]/g, (pair) => pair.normalize("NFC"));
}

const MARK = /[\u3099\u309a]/;
