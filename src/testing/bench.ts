import { cwd } from "node:process";
import { type Millis, millis, type Profile } from "../../firmware-sim/index.ts";
import { oneOf } from "../config/one-of.ts";
import { parseProfile, soundProfile } from "../config/profile-choice.ts";
import { PROFILES } from "../config/profiles.ts";
import type { Command, Outcome } from "../runtime/command.ts";
import { compiledOnce } from "../runtime/compiled.ts";
import { Host } from "../runtime/host.ts";
import { noDeviceLink } from "../runtime/ports.ts";
import { begin } from "./begin.ts";
import {
  BENCH_BOARDS,
  type Bench,
  type BenchBoard,
  type BenchOptions,
  inRealTime,
  type Span,
} from "./bench-port.ts";
import { openBoard } from "./boards.ts";
import { openBroker } from "./broker.ts";
import { kept } from "./home.ts";
import { known } from "./known.ts";
import { Notebook } from "./notebook.ts";
import { parts } from "./parts.ts";
import { spanMs } from "./span.ts";
import { STARTS } from "./start.ts";
import { type BenchTime, RealTime, VirtualTime } from "./time.ts";

/**
 * A plug on a board in its home, kept in memory: nothing of it outlives the bench.
 * @throws UsageError for an option, profile, board or start that there is not, BoardError, PinMapError
 */
export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  known(options, ["board", "port", "profile", "start", "mqtt", "host"]);
  const name = oneOf(BENCH_BOARDS, options.board ?? "virtual", "board");
  const start = oneOf(STARTS, options.start ?? "online", "start");
  const { profile: chosen = PROFILES[0]! } = options;
  const profile = typeof chosen === "string" ? await soundProfile(parseProfile(chosen, cwd())) : chosen;
  const firmware = compiledOnce(profile);
  const time = inRealTime(name) ? new RealTime() : new VirtualTime();
  const notes = new Notebook(time);
  const { clock } = time;
  const board = await time.during(openBoard(name, { clock, port: options.port, look: notes.look }));
  const broker = options.mqtt ? await openBroker(name, time, notes.took) : null;
  const host = new Host({
    firmware,
    makes: PROFILES.includes(profile) ? PROFILES : [...PROFILES, profile],
    board: board.port,
    clock,
    wall: () => time.wall(),
    ...kept(start, profile),
    deviceLink: broker?.deviceLink ?? noDeviceLink,
    allowVirtualButton: true,
    parts,
    ...options.host,
  });
  host.onChange(time.changed);
  host.onReport(time.changed);
  broker?.attach(host);
  const bench = new OpenBench({
    board: name,
    profile,
    host,
    broker: broker?.address ?? null,
    notes,
    time,
    end: () => Promise.all([host.close(), broker?.close()]),
  });
  try {
    await begin(start, host, time);
  } catch (error) {
    await bench.close();
    throw error;
  }
  notes.begin(board, host);
  return bench;
}

interface Pieces extends Pick<Bench, "board" | "profile" | "host" | "broker"> {
  readonly notes: Notebook;
  readonly time: BenchTime;
  readonly end: () => Promise<unknown>;
}

class OpenBench implements Bench {
  readonly board: BenchBoard;
  readonly profile: Profile;
  readonly host: Host;
  readonly broker: string | null;
  readonly #notes: Notebook;
  readonly #time: BenchTime;
  readonly #end: () => Promise<unknown>;
  #passing: Promise<boolean> | null = null;
  #closed: Promise<unknown> | null = null;

  constructor({ board, profile, host, broker, notes, time, end }: Pieces) {
    this.board = board;
    this.profile = profile;
    this.host = host;
    this.broker = broker;
    this.#notes = notes;
    this.#time = time;
    this.#end = end;
  }

  get now() {
    return this.#notes.now;
  }

  get lampEdges() {
    return this.#notes.lampEdges;
  }

  get lamp() {
    return this.#notes.lamp;
  }

  get outlet() {
    return this.#notes.outlet;
  }

  get reports() {
    return this.#notes.reports;
  }

  get patterns() {
    return this.#notes.patterns;
  }

  get published() {
    return this.#notes.published;
  }

  press(button?: string): Promise<void> {
    return this.#obey({ do: "press", ...(button === undefined ? {} : { button }) });
  }

  release(button?: string): Promise<void> {
    return this.#obey({ do: "release", ...(button === undefined ? {} : { button }) });
  }

  async hold(span: Span, button?: string): Promise<void> {
    await this.press(button);
    await this.advance(span);
    await this.release(button);
  }

  unplug(): Promise<void> {
    return this.#obey({ do: "power", to: "off" });
  }

  plugIn(): Promise<void> {
    return this.#obey({ do: "power", to: "on" });
  }

  setup(): Promise<void> {
    return this.#obey({ do: "provision" });
  }

  async home({ wifi, cloud }: Parameters<Bench["home"]>[0]): Promise<void> {
    if (wifi !== undefined) await this.#obey({ do: "wifi", to: wifi, how: "cut" });
    if (cloud !== undefined) await this.#obey({ do: "cloud", to: cloud });
  }

  command(command: Command): Outcome {
    return this.host.command(command);
  }

  async advance(span: Span): Promise<void> {
    await this.#pass(spanMs(span), () => false);
  }

  async until(done: () => boolean, limit: Span): Promise<boolean> {
    return !(await this.#pass(spanMs(limit), done)) && this.#closed === null;
  }

  /** What is being waited for ends at once. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed.then(() => {});
  }

  async #close(): Promise<void> {
    this.#time.changed();
    await this.#passing?.catch(() => {});
    await this.#time.during(this.#end());
  }

  async #pass(span: Millis, over: () => boolean): Promise<boolean> {
    if (this.#closed !== null) throw new Error("this bench was closed: open another one");
    if (this.#passing !== null)
      throw new Error("time is being let pass already: await what lets it pass before anything else");
    this.#passing = this.#time.pass(span, () => this.#closed !== null || over());
    try {
      return await this.#passing;
    } finally {
      this.#passing = null;
    }
  }

  /** @throws Error when it is refused; else what follows of it at once has happened, too */
  async #obey(command: Command): Promise<void> {
    const outcome = this.command(command);
    if (!outcome.ok) throw new Error(`${command.do}: ${outcome.message}`);
    await this.#pass(millis(0), () => false);
  }
}
