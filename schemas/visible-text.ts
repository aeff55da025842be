/**
 * Signs that a text may not bring onto a screen or into a log: controls (ESC steers a terminal), marks that turn the order
 * of letters around or cannot be seen, breaks of lines and paragraphs, halves of letters.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text of several lines with every sign of its own visible: "〔U+001B〕" instead of ESC. Line breaks and tabs stay. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (sign) => (sign === "\n" || sign === "\t" ? sign : named(sign)));
}

/** The same for what has to stay on one line: the name of a file, a heading. */
export function visibleLine(text: string): string {
  return text.replace(UNSEEN, named);
}

function named(sign: string): string {
  return `〔U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}〕`;
}

/** JSON with such signs as JSON can write them: the same data. */
export function escapedText(json: string): string {
  return json.replace(UNSEEN, (sign) => (sign === "\n" ? sign : unitsOf(sign)));
}

function unitsOf(sign: string): string {
  return Array.from({length: sign.length}, (_, index) => {
    const unit = sign.charCodeAt(index).toString(16).padStart(4, "0");
    return `\\u${unit}`;
  }).join("");
}
