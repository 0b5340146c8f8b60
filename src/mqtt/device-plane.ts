import type { Outage } from "../../firmware-sim/index.ts";
import type { Command, Outcome } from "../runtime/command.ts";
import type { DeviceLink } from "../runtime/ports.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { CommandGate } from "./command-gate.ts";
import { readIdentify, readOutlet, readStartUp } from "./command-schemas.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { gestureEvent } from "./gesture-events.ts";
import { type InfoOptions, infoOf } from "./info.ts";
import { clearing, OwedGoodbye } from "./owed-goodbye.ts";
import { type HostView, notAttached, outlet, type PlaneOptions, TopicTree } from "./topic-tree.ts";

/** What this plane keeps in the broker; `availability` last, so that `online` says: all the rest is right. */
const RETAINED = ["info", "relay", "start-up", "state", "availability"];

/**
 * The plug as its ecosystem sees it, `<base>/<id>/…`. Its connection exists only while the emulated plug is on its
 * network, and goes as the network goes.
 */
export class DevicePlane implements DeviceLink {
  readonly retainedTopics: readonly string[];
  readonly #options: PlaneOptions;
  readonly #tree: TopicTree;
  readonly #gate: CommandGate;
  #host: HostView | null = null;
  /** Who the sender of the command being obeyed says to be, and who last switched the outlet. */
  #asking: string | undefined;
  #switchedBy: string | undefined;
  #hangUpMute = () => {};
  #owed: OwedGoodbye | null = null;
  #closed: Promise<void> | null = null;

  constructor(options: PlaneOptions & { readonly info: InfoOptions }) {
    this.#options = options;
    this.#tree = new TopicTree(`${options.base}/${options.id}`, options);
    this.#tree.json("info", infoOf(options.info));
    this.retainedTopics = RETAINED.map((name) => this.#tree.topic(name));
    const { refuse, onFault } = this.#tree;
    this.#gate = new CommandGate({
      clock: options.clock,
      readers: new Map([
        [this.#tree.topic("relay/set"), readOutlet],
        [this.#tree.topic("start-up/set"), readStartUp],
        [this.#tree.topic("cmd/identify"), readIdentify],
      ]),
      obey: (command, source) => this.#obey(command, source),
      refuse,
      onFault,
    });
  }

  /** Before the host starts. */
  attach(host: HostView): void {
    this.#host = host;
    host.onChange((now, before) => this.#follow(now, before));
    host.onReport((report) => {
      if (report.kind !== "gesture" || report.gesture === "initialPress") return;
      this.#tree.event("event/button", gestureEvent(report));
    });
  }

  up(): void {
    if (this.#closed !== null || this.#tree.connection !== null) return;
    this.#hangUpMute();
    this.#tree.connection = this.#connect({
      retained: this.#tree.retained,
      will: this.#tree.offline(),
      subscriptions: [this.#tree.topic("+/set"), this.#tree.topic("cmd/+")],
      onMessage: (message) => this.#gate.take(message),
    });
  }

  down(how: Outage): void {
    this.#owed?.giveUp();
    const connection = this.#takeConnection();
    if (how === "silent" && connection !== null) this.#hangUpMute = connection.mute();
    else connection?.cut();
  }

  async goodbye(topics: readonly string[]): Promise<boolean> {
    return (await this.#takeConnection()?.leave(clearing(topics), { drop: true })) ?? false;
  }

  async payOwed(topics: readonly string[]): Promise<boolean> {
    if (this.#closed !== null) return false;
    this.#hangUpMute();
    this.#owed = new OwedGoodbye((onUp) => this.#connect({ retained: new Map(), onUp }));
    return this.#owed.pay(topics);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#owed?.giveUp();
    this.#hangUpMute();
    await this.#takeConnection()?.leave([this.#tree.offline()]);
  }

  #connect(rest: Omit<ConnectionOptions, keyof PlaneOptions | "clientId">): Connection {
    const { broker, health, id, timing } = this.#options;
    return new Connection({ broker, health, timing, clientId: id, ...rest });
  }

  #takeConnection(): Connection | null {
    const { connection } = this.#tree;
    this.#tree.connection = null;
    return connection;
  }

  #obey(command: Command, source: string | undefined): Outcome {
    if (this.#host === null) return notAttached;
    this.#asking = source;
    try {
      return this.#host.command(command);
    } finally {
      this.#asking = undefined;
    }
  }

  #follow(now: Snapshot, before: Snapshot): void {
    const tree = this.#tree;
    if (now.relay !== before.relay) this.#switchedBy = now.relay.source === "mqtt" ? this.#asking : undefined;
    const { source, changed } = now.relay;
    const by = this.#switchedBy === undefined ? {} : { source_name: this.#switchedBy };
    const content = { relay: outlet(now), source, ...by, changed, start_up: now.startUp };
    tree.leaf("relay", outlet(now), { source });
    tree.leaf("start-up", now.startUp);
    tree.state(content, () => content, { source });
    tree.leaf("availability", "online");
  }
}
