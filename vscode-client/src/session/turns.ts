/** Lets one prompt be open at a time; the next waits for its turn. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Shows a prompt when those before it are answered. */
  take<T>(prompt: () => Promise<T>): Promise<T> {
    const turn = this.last.then(prompt);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
