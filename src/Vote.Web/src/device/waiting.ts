/** Waiting that the voter or the network can cut short. */

export class Waiting {
  #wake: () => void = () => undefined;

  /** Ends after so long, when the signal aborts, or at the next `wake`. */
  readonly wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => end(), ms);
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      signal.addEventListener('abort', end);
      this.#wake = end;
      if (signal.aborted) end();
    });

  wake(): void {
    this.#wake();
  }
}
