/**
 * The results of all, when all have ended; the first failure then. Nothing goes on behind a failure: whoever closes the release
 * or the browser next closes it beneath nobody.
 */
export async function together<Results extends readonly unknown[]>(
  works: readonly [...{[Index in keyof Results]: Promise<Results[Index]>}],
): Promise<Results> {
  await Promise.allSettled(works);
  return (await Promise.all(works)) as unknown as Results;
}
