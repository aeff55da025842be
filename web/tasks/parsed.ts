/** What a command wrote as JSON; undefined for what is none, as when it failed. */
export function parsed<Value>(text = ""): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
