/** Does first work on an open file, which stays open for what follows, but not when that work fails. */
export async function closedOnFailure<Result>(
  file: {close(): void},
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    file.close();
    throw error;
  }
}
