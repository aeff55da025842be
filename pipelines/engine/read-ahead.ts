/** The same pieces; the next one is asked for while the one at hand is worked on, so that two threads work side by side. */
export async function* readAhead<Piece>(pieces: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  let coming = pieces.next();
  try {
    for (;;) {
      const {done, value} = await coming;
      if (done) return;
      coming = pieces.next();
      coming.catch(() => {}); // told where it is awaited
      yield value;
    }
  } finally {
    await pieces.return(undefined);
  }
}
