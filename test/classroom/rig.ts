import { get, type IncomingMessage } from "node:http";
import { amazonSmartPlug, type Clock } from "../../firmware-sim/index.ts";
import { type Classroom, openClassroom } from "../../src/classroom/index.ts";
import type { Told } from "../../src/classroom/told.ts";
import { openMemoryPlug } from "../../src/memory/memory-plug.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import type { Batch } from "../../src/view/batch.ts";
import { openWeb, type Web } from "../../src/web/index.ts";
import { until } from "../support/until.ts";

const TOKEN = "a".repeat(22);
const KIND = "application/json";

/** One who joined, or did not. */
export interface Pupil {
  readonly status: number;
  readonly cookie: string;
}

/** What a stream has told so far. */
export class Stream<T> {
  readonly told: T[] = [];
  readonly #response: IncomingMessage;
  ended = false;

  constructor(response: IncomingMessage) {
    this.#response = response;
    let text = "";
    response.on("data", (data) => {
      text += String(data);
      const events = text.split("\n\n");
      text = events.pop()!;
      for (const event of events) this.told.push(JSON.parse(event.replace(/^(id: .*\n)?data: /, "")) as T);
    });
    response.once("close", () => {
      this.ended = true;
    });
  }

  async until(what: string, holds: (told: readonly T[]) => boolean): Promise<void> {
    await until(what, () => holds(this.told));
  }

  close(): void {
    this.#response.destroy();
  }
}

/** A class behind a real server on this computer. */
export class ClassRig {
  readonly classroom: Classroom;
  readonly #web: Web;
  readonly #origin: string;
  readonly #close: () => Promise<unknown>;

  private constructor(classroom: Classroom, web: Web, close: () => Promise<unknown>) {
    this.classroom = classroom;
    this.#web = web;
    this.#origin = web.url.slice(0, -1);
    this.#close = close;
  }

  static async open(clock: Clock = systemClock): Promise<ClassRig> {
    const wall = () => new Date();
    const common = { profile: amazonSmartPlug, zone: "UTC", version: "1.2.3" };
    const own = await openMemoryPlug({
      ...common,
      id: "own",
      time: { clock: systemClock, wall, virtual: null, stands: false },
    });
    const classroom = openClassroom({ ...common, clock, wall, makes: [amazonSmartPlug] });
    const web = await openWeb({
      feed: own.feed,
      clock: systemClock,
      answer: own.answer,
      listen: { host: "127.0.0.1", port: 0, orNext: false },
      token: TOKEN,
      files: new Map(),
      log: () => {},
      more: classroom.more,
    });
    return new ClassRig(classroom, web, () => Promise.all([own.close(), classroom.close()]));
  }

  async close(): Promise<void> {
    await this.#close();
    await this.#web.close();
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.#origin + path, {
      method: "POST",
      headers: { "content-type": KIND, origin: this.#origin, ...headers },
      body: JSON.stringify(body),
    });
  }

  async join(name: string, code = this.classroom.code): Promise<Pupil> {
    const response = await this.post("/class/join", { code, name });
    return { status: response.status, cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
  }

  ask(pupil: Pupil, request: unknown): Promise<Response> {
    return this.post("/class/api/ask", request, { cookie: pupil.cookie });
  }

  look(pupil: Pupil): Promise<Stream<Batch>> {
    return this.#stream("/class/api/events", { cookie: pupil.cookie });
  }

  overview(): Promise<Stream<Told>> {
    return this.#stream("/api/class/events", { authorization: `Bearer ${TOKEN}` });
  }

  status(path: string, headers: Record<string, string> = {}): Promise<number> {
    return fetch(this.#origin + path, { headers, redirect: "manual" }).then(({ status }) => status);
  }

  #stream<T>(path: string, headers: Record<string, string>): Promise<Stream<T>> {
    return new Promise((resolve, reject) => {
      get(this.#origin + path, { headers }, (response) => resolve(new Stream<T>(response))).once(
        "error",
        reject,
      );
    });
  }
}
