import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { Clock } from "../../firmware-sim/index.ts";
import type { Log } from "../log.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { webApp } from "./app.ts";
import { MOST_READERS } from "./broadcast.ts";
import { smallJson } from "./guards.ts";
import { Key } from "./key.ts";
import { addressesOf, isLoopback } from "./lan.ts";
import { authority, type Listen, listen } from "./listen.ts";
import type { PageFiles } from "./page-files.ts";
import { PlugDoor, type ServedPlug } from "./plug-door.ts";
import type { WebEnv } from "./refuse.ts";

export interface WebOptions extends ServedPlug {
  readonly listen: Listen;
  readonly token: string;
  readonly files: PageFiles;
  readonly log: Log;
  /** The time in which people look; the system's. */
  readonly pace?: Clock;
  /** Serves more; what is below /api is behind the key, the rest only behind Host check and headers. */
  readonly more?: (app: Hono<WebEnv>) => void;
  /** More names that lead here, without port. */
  readonly allowedHosts?: readonly string[];
}

/** The bench page's server. */
export interface Web {
  /** http://HOST:PORT/ */
  readonly url: string;
  readonly port: number;
  /** The same with the token, for the user's eyes only. */
  readonly address: string;
  /** Only this computer can come to it. */
  readonly isLocal: boolean;
  /** Bytes that wait in this program for its readers. */
  readonly waiting: number;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Readers, and as many again that ask. */
const MOST_CONNECTIONS = 2 * MOST_READERS;
/** A request must be whole after this long, its head sooner; ms. A browser on a slow network takes a tenth. */
const PATIENCE = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 2000 };
const LARGEST_HEAD = 8 * 1024;
const LOCAL_NAMES = ["127.0.0.1", "localhost", "::1"];

/**
 * Serves the page and its plug until it is closed.
 * @throws UsageError when nothing can be listened on there
 */
export async function openWeb(options: WebOptions): Promise<Web> {
  const { token, files, log, pace = systemClock, more, allowedHosts = [] } = options;
  const { host } = options.listen;
  const server = createServer({ ...PATIENCE, maxHeaderSize: LARGEST_HEAD });
  server.maxConnections = MOST_CONNECTIONS;
  const port = await listen(server, options.listen);
  const failed = (error: Error): void =>
    log({
      level: "warn",
      event: "page",
      text: `The bench page's server failed at something: ${error.message}.`,
    });
  server.on("error", failed);
  const here = addressesOf(host);
  const door = new PlugDoor(options, pace);
  const app = webApp({
    key: new Key(token),
    port,
    hosts: hostsOf([...here, ...LOCAL_NAMES, ...allowedHosts], port),
    files,
    failed,
    serve: (guarded) => {
      guarded.get("/api/events", door.events);
      guarded.post("/api/ask", smallJson, door.ask);
      guarded.post("/api/clock", smallJson, door.now);
      more?.(guarded);
    },
  });
  server.on("request", getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const url = `http://${authority(here[0] ?? "127.0.0.1", port)}/`;
  return {
    url,
    port,
    address: `${url}#${token}`,
    isLocal: isLoopback(host),
    get waiting() {
      return door.waiting;
    },
    close: () => {
      door.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** As a browser names them: without the port where it is HTTP's own. */
const hostsOf = (names: readonly string[], port: number): ReadonlySet<string> =>
  new Set(names.map((name) => authority(name.toLowerCase(), port).replace(/:80$/, "")));
