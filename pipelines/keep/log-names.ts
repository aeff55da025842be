/** Whether a file of an installation, by its path in there, belongs to the log of who read what, or to the record of who changed the city's folder, for which that log vouches. */
export function isOfLog(name: string): boolean {
  return /^(access-log\.|access-keys(\/|$)|queries\.jsonl|city-changes\.)/i.test(name);
}
