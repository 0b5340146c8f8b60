import type { Cancel } from "../../../firmware-sim/index.ts";

/** One stream of server-sent events; `close` ends it for good. */
export interface Stream {
  /** Whether it tries again by itself. */
  readonly retries: boolean;
  close(): void;
}

export interface StreamListener {
  opened(): void;
  message(data: string): void;
  failed(): void;
}

/** What the link needs of the browser. */
export interface Means {
  /** ms on a scale that no wall clock moves. */
  now(): number;
  wakeIn(ms: number, wake: () => void): Cancel;
  /** Status and text of what is answered. @throws whatever for a server that is not there or takes longer than `patience` ms */
  post(path: string, body: unknown, patience: number): Promise<{ status: number; text: string }>;
  stream(path: string, listener: StreamListener): Stream;
  /** The token in the page's address, which is taken out of it; null when there is none. */
  takeToken(): string | null;
  /** Someone came back to the page, opened a lid or plugged in a network. */
  onReturn(listener: () => void): void;
  /** Another token was put into the address. */
  onAddress(listener: () => void): void;
}

/** 128 bits take 22 characters at least. */
const TOKEN = /^#([A-Za-z0-9_-]{22,})$/;

export const browser: Means = {
  now: () => performance.now(),
  wakeIn: (ms, wake) => {
    const timer = setTimeout(wake, ms);
    return () => clearTimeout(timer);
  },
  post: async (path, body, patience) => {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
      // A button is let go even while the page is being closed.
      keepalive: true,
    });
    return { status: response.status, text: await response.text() };
  },
  stream: (path, listener) => {
    const source = new EventSource(path);
    source.onopen = () => listener.opened();
    source.onmessage = ({ data }: MessageEvent<string>) => listener.message(data);
    source.onerror = () => listener.failed();
    return {
      get retries() {
        return source.readyState !== EventSource.CLOSED;
      },
      close: () => source.close(),
    };
  },
  takeToken: () => {
    const token = TOKEN.exec(location.hash)?.[1] ?? null;
    if (token !== null) history.replaceState(null, "", location.pathname + location.search);
    return token;
  },
  onReturn: (listener) => {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") listener();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) listener();
    });
    addEventListener("online", listener);
  },
  onAddress: (listener) => addEventListener("hashchange", listener),
};
