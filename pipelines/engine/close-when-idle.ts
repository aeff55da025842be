/** Work under way on something that may be closed at any time. */
interface Usage {
  /** An error when it is closed already. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Now, or when the last work has ended; a second time is nothing. */
  close(): void;
}

/**
 * Closes what nothing uses any more. A connection that is closed beneath its running statement ends the whole process (139),
 * or keeps it for ever: of a hundred prints whose browser did not start, fourteen ended so and five did not end.
 */
export function closingWhenIdle(close: () => void): Usage {
  let running = 0;
  let isClosed = false;
  return {
    async during(work) {
      if (isClosed) throw new Error("the warehouse is closed");
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (isClosed && running === 0) close();
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      if (running === 0) close();
    },
  };
}
