/** Windows knows no SIGHUP of its own, but sends one when the console window closes, and SIGBREAK for Ctrl-Break. */
const SIGNALS: readonly NodeJS.Signals[] =
  process.platform === "win32"
    ? ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];

/** 128 + SIGINT, as a shell reports it. */
const FORCED = 130;

/** The wish to end, from whichever side it comes first. */
export class StopRequest {
  readonly requested: Promise<string>;
  /** For what is slow while the program starts or runs. */
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #resolve: (reason: string) => void;
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    // Who asks a second time does not want to wait any longer.
    if (this.signal.aborted && signal === "SIGINT") process.exit(FORCED);
    this.ask(signal);
  };

  constructor() {
    const { promise, resolve } = deferred();
    this.requested = promise;
    this.#resolve = resolve;
    this.signal = this.#abort.signal;
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  ask(reason: string): void {
    this.#abort.abort();
    this.#resolve(reason);
  }

  dispose(): void {
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }
}

function deferred(): { promise: Promise<string>; resolve: (reason: string) => void } {
  let resolve: (reason: string) => void = () => {};
  const promise = new Promise<string>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
