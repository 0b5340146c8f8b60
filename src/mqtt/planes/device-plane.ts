import type { Command, Outcome } from "../../runtime/command.ts";
import type { Report } from "../../runtime/host.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { CommandGate } from "../commands/command-gate.ts";
import { deviceReaders } from "../commands/device-commands.ts";
import type { Incoming, Retained } from "../connection/message.ts";
import { PLUG } from "../home-assistant/announcement.ts";
import { Announcer, type HomeAssistant } from "../home-assistant/announcer.ts";
import type { Dialect, DialectOptions } from "../link/dialect.ts";
import { ownRpc } from "../rpc/own-rpc.ts";
import type { Rpc } from "../rpc/rpc.ts";
import { gestureEvent } from "./gesture-events.ts";
import { infoOf } from "./info.ts";
import { outlet, TopicTree } from "./topic-tree.ts";

/** What this plane keeps in the broker; `availability` last, so that `online` says: all the rest is right. */
const RETAINED = ["info", "relay", "start-up", "state", "availability"];

/** The plug as its ecosystem sees it, `<base>/<id>/…`. */
export class DevicePlane implements Dialect {
  readonly clientId: string;
  readonly retained: Retained;
  readonly retainedTopics: readonly string[];
  readonly subscriptions: readonly string[];
  readonly availability: Dialect["availability"];
  readonly #options: DialectOptions;
  readonly #tree: TopicTree;
  readonly #gate: CommandGate;
  readonly #rpc: Rpc;
  readonly #announcer: Announcer | null;
  /** Who the sender of the command being obeyed says to be, and who last switched the outlet. */
  #asking: string | undefined;
  #switchedBy: string | undefined;
  #showing = {};

  constructor(options: DialectOptions & { readonly homeAssistant?: HomeAssistant | undefined }) {
    const { id, base } = options.identity;
    const tree = new TopicTree(`${base}/${id}`, options);
    this.#options = options;
    this.#tree = tree;
    this.clientId = id;
    this.retained = tree.retained;
    const { homeAssistant } = options;
    this.#announcer = homeAssistant ? new Announcer(PLUG, homeAssistant.prefix, tree, options) : null;
    const { retainedTopics = [], subscriptions = [] } = this.#announcer ?? {};
    // In a goodbye too the discovery comes first: nobody listens any more when the rest is emptied.
    this.retainedTopics = [...retainedTopics, ...RETAINED.map((name) => tree.topic(name))];
    this.subscriptions = [tree.topic("+/set"), tree.topic("cmd/+"), tree.topic("rpc"), ...subscriptions];
    this.availability = tree.availability();
    this.#rpc = ownRpc(options, (command, source) => this.#obey(command, source));
    this.#gate = new CommandGate({
      pace: options.pace,
      prefix: tree.topic(),
      readers: deviceReaders,
      calls: new Map([["rpc", (message) => this.#rpc.answer(message)]]),
      own: [`${base}/${id}`],
      obey: (command, source) => this.#obey(command, source),
      showing: () => this.#showing,
      say: (message) => options.voice.say(message),
      refuse: tree.refuse,
      onFault: tree.onFault,
    });
  }

  take(message: Incoming): void {
    if (!this.#announcer?.hears(message)) this.#gate.take(message);
  }

  report(report: Report): void {
    if (report.kind !== "gesture" || report.gesture === "initialPress") return;
    this.#tree.event("event/button", gestureEvent(report));
  }

  follow(now: Snapshot, before: Snapshot): void {
    const tree = this.#tree;
    this.#rpc.follow(now, before);
    if (now.relay !== before.relay) this.#switchedBy = now.relay.source === "mqtt" ? this.#asking : undefined;
    const { source, changed } = now.relay;
    const by = this.#switchedBy === undefined ? {} : { source_name: this.#switchedBy };
    const content = { relay: outlet(now), source, ...by, changed, start_up: now.startUp };
    this.#showing = { relay: outlet(now) };
    this.#announcer?.follow(now.profile);
    tree.json("info", infoOf(this.#options.identity, now.profile));
    tree.leaf("relay", outlet(now), { source });
    tree.leaf("start-up", now.startUp);
    tree.state(content, () => content, { source });
    tree.leaf("availability", "online");
  }

  close(): void {
    this.#rpc.close();
  }

  #obey(command: Command, source: string | undefined): Outcome {
    this.#asking = source;
    try {
      return this.#options.obey(command);
    } finally {
      this.#asking = undefined;
    }
  }
}
