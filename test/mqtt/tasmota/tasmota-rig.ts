import type { Entry } from "../../../src/log.ts";
import type { Message } from "../../../src/mqtt/connection/message.ts";
import type { Dialect } from "../../../src/mqtt/link/dialect.ts";
import { tasmotaDialect } from "../../../src/mqtt/tasmota/tasmota.ts";
import { type Command, done, type Outcome } from "../../../src/runtime/command.ts";
import type { Snapshot } from "../../../src/runtime/snapshot.ts";
import { snapshot } from "../../cli/snapshots.ts";
import { ManualClock } from "../../support/manual-clock.ts";

export const TOPIC = "plug-test";
export const MAC = "02234567F0AB";
export const CLIENT = "DVES_67F0AB";

type Change = Partial<Omit<Snapshot, "led">>;

/** The dialect alone, its plug a snapshot that does as it is told, its broker a list. */
export class TasmotaRig {
  readonly clock = new ManualClock();
  readonly pace = new ManualClock();
  readonly said: Message[] = [];
  readonly commands: Command[] = [];
  readonly logged: Entry[] = [];
  readonly dialect: Dialect;
  /** What the plug answers, when it does not obey. */
  refusal: Outcome | Error | null = null;
  /** What else a command does. */
  onCommand: () => void = () => {};
  now: Snapshot;

  constructor(first: Change = {}) {
    this.now = snapshot(first);
    this.dialect = tasmotaDialect({
      identity: {
        id: TOPIC,
        base: "plugbench",
        serial: "01234567f0ab",
        version: "0.1.0",
        board: "virtual",
        started: "2026-01-01T00:00:00.000Z",
      },
      clock: this.clock,
      pace: this.pace,
      wall: () => new Date(Date.UTC(2026, 0, 1) + this.clock.now()),
      log: (entry) => this.logged.push(entry),
      voice: { changed: () => {}, say: (message) => this.said.push(message) },
      obey: (command) => this.#obey(command),
    });
    this.dialect.follow(this.now, this.now);
  }

  /** Connected, and what it said then is forgotten. */
  static greeted(): TasmotaRig {
    const rig = new TasmotaRig();
    rig.dialect.greet!();
    rig.said.length = 0;
    return rig;
  }

  change(change: Change): void {
    const before = this.now;
    this.now = { ...before, ...change, at: this.clock.now() };
    this.dialect.follow(this.now, before);
  }

  switch(closed: boolean, source: Snapshot["relay"]["source"] = "button"): void {
    this.change({ relay: { ...this.now.relay, closed, source } });
  }

  /** A command at the plug's own topic; what is said then. */
  ask(name: string, payload: string | Buffer = "", topic = TOPIC): [topic: string, text: string][] {
    const from = this.said.length;
    this.dialect.take({ topic: `cmnd/${topic}/${name}`, payload: Buffer.from(payload) });
    return this.saidFrom(from);
  }

  saidFrom(index: number): [topic: string, text: string][] {
    return this.said.slice(index).map(({ topic, value }) => [topic, value.text]);
  }

  /** The JSON of the last message at a topic. */
  json(topic: string) {
    return JSON.parse(this.said.findLast((message) => message.topic === topic)?.value.text ?? "null");
  }

  /** Without power, and with it again. */
  cycle(off: Change = { power: "off" }): void {
    this.change({ ...off, lifecycle: "off", network: "down" });
    this.change({ power: "on", board: "online" });
    this.change({ lifecycle: "booting" });
    this.change({ lifecycle: "connecting" });
    this.change({ lifecycle: "online", network: "cloud" });
  }

  #obey(command: Command): Outcome {
    this.commands.push(command);
    this.onCommand();
    if (this.refusal instanceof Error) throw this.refusal;
    if (this.refusal !== null) return this.refusal;
    if (command.do === "relay" && this.now.lifecycle === "online") {
      const closed = command.to === "toggle" ? !this.now.relay.closed : command.to === "on";
      if (closed !== this.now.relay.closed) this.switch(closed, command.source);
    }
    if (command.do === "startUp") this.change({ startUp: command.to });
    return done;
  }
}

export const RESULT = `stat/${TOPIC}/RESULT`;
export const POWER = `stat/${TOPIC}/POWER`;

/** How a state of the relay is told, each time. */
export const told = (word: "ON" | "OFF") => [
  [RESULT, `{"POWER":"${word}"}`],
  [POWER, word],
];

/** RESULT with one answer. */
export const answered = (content: object) => [[RESULT, JSON.stringify(content)]];
