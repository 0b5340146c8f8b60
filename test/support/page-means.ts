import type { Means, StreamListener } from "../../src/page/link/means.ts";
import type { Batch, Hello } from "../../src/view/batch.ts";
import { ManualClock } from "./manual-clock.ts";

interface FakeStream extends StreamListener {
  closed: boolean;
  retries: boolean;
}

/** A browser with a server that does as it is told; its clock is moved by the test. */
export class PageMeans implements Means {
  /** The page's own scale. */
  readonly clock = new ManualClock();
  /** What the plug's clock shows when the page's shows 0. */
  ahead = 1_000_000;
  /** By path; 0: nobody answers. */
  status: Readonly<Record<string, number>> = {};
  text = '{"ok":true,"message":"done"}';
  token: string | null = null;
  /** ms of the page's own scale that a round trip takes; the plug reads its clock half-way. */
  trip = 0;
  readonly asked: string[] = [];
  readonly streams: FakeStream[] = [];
  #returned = (): void => {};
  #addressed = (): void => {};

  now = (): number => this.clock.now();

  wakeIn = (ms: number, wake: () => void) => this.clock.wakeAt((this.clock.now() + ms) as never, wake);

  post = async (path: string, body: unknown) => {
    this.asked.push(path === "/api/session" ? `${path} ${JSON.stringify(body)}` : path);
    const status = this.status[path] ?? (path === "/api/session" ? 204 : 200);
    if (status === 0) throw new TypeError("Failed to fetch");
    this.clock.stall(this.trip / 2);
    const at = this.plugNow();
    this.clock.stall(this.trip / 2);
    return { status, text: path === "/api/clock" ? JSON.stringify({ at }) : this.text };
  };

  stream = (_path: string, listener: StreamListener) => {
    const stream = Object.assign(listener, { closed: false, retries: true });
    this.streams.push(stream);
    return {
      get retries() {
        return stream.retries;
      },
      close: () => {
        stream.closed = true;
      },
    };
  };

  takeToken = (): string | null => {
    const { token } = this;
    this.token = null;
    return token;
  };

  onReturn = (listener: () => void): void => {
    this.#returned = listener;
  };

  onAddress = (listener: () => void): void => {
    this.#addressed = listener;
  };

  plugNow(): number {
    return this.ahead + this.clock.now();
  }

  /** Someone comes back to the page. */
  comeBack(): void {
    this.#returned();
  }

  /** Someone puts an address with this token into the page that is open. */
  goTo(token: string): void {
    this.token = token;
    this.#addressed();
  }

  get latest(): FakeStream {
    return this.streams.at(-1)!;
  }

  send(batch: Partial<Batch> = {}): void {
    this.latest.message(JSON.stringify({ at: this.plugNow(), ...batch }));
  }

  sendHello(time: "goes" | "stands" = "goes"): void {
    const hello = { card: { id: "plug", time }, snapshot: {}, states: {}, events: [] } as unknown as Hello;
    this.send({ hello });
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.asked.filter((each) => each.startsWith(path)).length;
  }
}
