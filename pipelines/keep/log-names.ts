/** Whether a file of an installation, by its path in there, belongs to the log of who read what. */
export function isOfLog(name: string): boolean {
  return /^(access-log\.|access-keys(\/|$)|queries\.jsonl)/i.test(name);
}
