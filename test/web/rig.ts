import { request as httpRequest, type IncomingMessage } from "node:http";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { answererFor } from "../../src/control/answer.ts";
import type { Entry } from "../../src/log.ts";
import { refused } from "../../src/runtime/command.ts";
import { scheduleAlarms } from "../../src/runtime/schedule/alarms.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import type { Batch } from "../../src/view/batch.ts";
import { Feed } from "../../src/view/feed.ts";
import { openWeb, type Web, type WebOptions } from "../../src/web/index.ts";
import { pageFile } from "../../src/web/page-files.ts";
import { HostBench } from "../support/host-bench.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { provisionedRecord } from "../support/world-rig.ts";
import { CARD } from "../view/feed-rig.ts";

export const TOKEN = "t0ken-t0ken-t0ken-t0ke";
const HTML = new TextEncoder().encode(`<!doctype html><title>bench</title>${"<p>plug</p>".repeat(200)}`);
export const FILES = new Map([
  ["/", pageFile("text/html; charset=utf-8", HTML, false)],
  ["/assets/page-abc123.js", pageFile("text/javascript; charset=utf-8", HTML, true)],
]);

export interface WebRig {
  readonly web: Web;
  readonly bench: HostBench;
  readonly feed: Feed;
  /** The plug's time. */
  readonly clock: ManualClock;
  readonly log: Entry[];
  readonly port: number;
  send(request: Sent): Promise<Got>;
  /** POSTs to /api/ask with the token. */
  ask(request: unknown): Promise<Got>;
  listen(headers?: Headers, keep?: number): Promise<Listening>;
}

type Headers = Readonly<Record<string, string>>;

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Headers;
  readonly body?: string;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

const opened: WebRig[] = [];

/** For afterEach: ends every server of this file. */
export async function closeAll(): Promise<void> {
  for (const { web, bench, feed } of opened.splice(0)) {
    await web.close();
    feed.close();
    await bench.host.close();
  }
}

/** A plug that is set up, behind the server of its page, which listens on a free port of this computer. */
export async function webRig(change: Partial<WebOptions> = {}): Promise<WebRig> {
  const clock = new ManualClock();
  const calendar = calendarOf("UTC");
  const bench = new HostBench(openVirtualBoard({ clock }), clock, {
    nvm: provisionedRecord(),
    parts: [scheduleAlarms(calendar)],
  });
  const { host } = bench;
  const feed = new Feed({ host, clock, card: CARD });
  await host.start();
  await clock.advance(10_000);
  const log: Entry[] = [];
  const answer = answererFor({
    host,
    time: { clock, wall: () => new Date(1_600_000_000_000), virtual: null, stands: false },
    calendar,
    identity: { id: "desk", profile: host.profile.id, board: "virtual", pid: 1, state: "/x", broker: null },
    keyOf: async () => "b".repeat(64),
    source: "page",
    forget: async () => refused("no_effect", "no broker"),
    report: async () => ({ ok: true, message: "report" }),
    page: () => `http://x/#${TOKEN}`,
    stop: async () => {},
  });
  const web = await openWeb({
    feed,
    clock,
    answer,
    listen: { host: "127.0.0.1", port: 0, orNext: false },
    token: TOKEN,
    files: FILES,
    log: (entry) => log.push(entry),
    ...change,
  });
  const port = Number(new URL(web.url).port);
  const send = (sent: Sent): Promise<Got> => exchange(port, sent);
  const rig: WebRig = {
    web,
    bench,
    feed,
    clock,
    log,
    port,
    send,
    ask: (request) =>
      send({
        method: "POST",
        path: "/api/ask",
        headers: { ...bearer, ...json },
        body: JSON.stringify(request),
      }),
    listen: (headers = {}, keep) => Listening.to(port, { ...bearer, ...headers }, keep),
  };
  opened.push(rig);
  return rig;
}

export const bearer: Headers = { authorization: `Bearer ${TOKEN}` };
export const json: Headers = { "content-type": "application/json" };

/** One request as it is written here: Host and all. */
export function exchange(
  port: number,
  { method = "GET", path = "/", headers = {}, body }: Sent,
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const isWhole = body !== undefined && !("transfer-encoding" in headers);
    const length = isWhole ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const all = { host: `127.0.0.1:${port}`, connection: "close", ...length, ...headers };
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers: all }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("end", () => {
        const { statusCode = 0, headers: got } = response;
        resolve({ status: statusCode, headers: got, text: Buffer.concat(pieces).toString("utf8") });
      });
      response.once("error", reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

/** Someone who looks on. */
export class Listening {
  readonly status: number;
  readonly response: IncomingMessage;
  /** The messages as they came; `keep`: only so many of the latest. */
  readonly messages: string[] = [];
  /** How many messages had an id: all but heartbeats. */
  numbered = 0;
  /** The server has ended it. */
  ended = false;

  private constructor(response: IncomingMessage, keep: number) {
    this.response = response;
    this.status = response.statusCode ?? 0;
    let rest = "";
    response.setEncoding("utf8").on("data", (piece: string) => {
      const parts = (rest + piece).split("\n\n");
      rest = parts.pop() ?? "";
      this.messages.push(...parts);
      this.numbered += parts.filter((message) => message.startsWith("id: ")).length;
      this.messages.splice(0, this.messages.length - keep);
    });
    const end = () => {
      this.ended = true;
    };
    response.once("end", end).once("close", end).once("error", end);
  }

  static to(port: number, headers: Headers, keep = 1000): Promise<Listening> {
    return new Promise((resolve, reject) => {
      const all = { host: `127.0.0.1:${port}`, ...headers };
      const request = httpRequest(
        { host: "127.0.0.1", port, path: "/api/events", headers: all, agent: false },
        (response) => resolve(new Listening(response, keep)),
      );
      request.once("error", reject);
      request.end();
    });
  }

  get text(): string {
    return this.messages.join("\n\n");
  }

  get batches(): readonly Batch[] {
    return this.messages.map(batchOf);
  }

  /** The latest id. */
  get last(): string {
    return this.messages
      .findLast((message) => message.startsWith("id: "))!
      .split("\n")[0]!
      .slice("id: ".length);
  }

  leave(): void {
    this.response.destroy();
  }
}

export function batchOf(message: string): Batch {
  const [, data] = /^(?:id: [0-9a-f]{12}-\d+\n)?data: (.+)$/.exec(message) ?? [];
  if (data === undefined) throw new Error(`no message: ${message.slice(0, 200)}`);
  return JSON.parse(data);
}
