import type { Command, Outcome } from "../../runtime/command.ts";
import type { Report } from "../../runtime/host.ts";
import type { Calendar } from "../../runtime/schedule/calendar.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { outletOf } from "../../runtime/words.ts";
import { acceptSchedules } from "../../schedule/accept.ts";
import type { CommandGate } from "../commands/command-gate.ts";
import { deviceReaders, type PlanSchedules } from "../commands/device-commands.ts";
import type { Readers } from "../commands/reader.ts";
import type { Incoming, Retained } from "../connection/message.ts";
import { PLUG } from "../home-assistant/announcement.ts";
import { Announcer, type HomeAssistant } from "../home-assistant/announcer.ts";
import type { Dialect, DialectOptions } from "../link/dialect.ts";
import { METER_INTERVAL, METER_LASTS, Readings } from "../meter/readings.ts";
import { ownRpc } from "../rpc/own-rpc.ts";
import type { Rpc } from "../rpc/rpc.ts";
import { alarmEvents } from "./alarm-events.ts";
import { FirmwareTopic } from "./firmware-topic.ts";
import { gestureEvent } from "./gesture-events.ts";
import { infoOf } from "./info.ts";
import { meterContent } from "./meter-content.ts";
import { planeGate } from "./plane-gate.ts";
import { schedulesContent } from "./schedules-content.ts";
import { TopicTree } from "./topic-tree.ts";

/** What this plane keeps in the broker; `availability` last, so that `online` says: all the rest is right. */
const RETAINED = [
  ...["info", "relay", "start-up", "schedules", "meter", "fault", "firmware", "state"],
  "availability",
];

interface DevicePlaneOptions extends DialectOptions {
  readonly homeAssistant?: HomeAssistant | undefined;
  /** By which schedules fire. */
  readonly calendar: Calendar;
}

/** The plug as its ecosystem sees it, `<base>/<id>/…`; of what this make of plug has not, nothing is told or obeyed. */
export class DevicePlane implements Dialect {
  readonly clientId: string;
  readonly retained: Retained;
  readonly retainedTopics: readonly string[];
  readonly subscriptions: readonly string[];
  readonly availability: Dialect["availability"];
  readonly #options: DevicePlaneOptions;
  readonly #tree: TopicTree;
  readonly #gate: CommandGate;
  readonly #rpc: Rpc;
  readonly #announcer: Announcer | null;
  readonly #meter: Readings;
  readonly #firmware: FirmwareTopic;
  #readers: Readers = new Map();
  #schedules: Snapshot["schedules"] = [];
  /** Who the sender of the command being obeyed says to be, and who last switched the outlet. */
  #asking: string | undefined;
  #switchedBy: string | undefined;
  #showing = {};

  constructor(options: DevicePlaneOptions) {
    const { id, base } = options.identity;
    const { clock, pace } = options;
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
    this.#meter = new Readings({
      clock,
      pace,
      interval: METER_INTERVAL,
      tell: (reading) => tree.reading("meter", meterContent(reading), METER_LASTS),
    });
    this.#firmware = new FirmwareTopic(pace, (state) => tree.json("firmware", state));
    this.#rpc = ownRpc(options, (command, source) => this.#obey(command, source));
    this.#gate = planeGate(tree, options, {
      readers: () => this.#readers,
      calls: new Map([["rpc", (message) => this.#rpc.answer(message)]]),
      obey: (command, source) => this.#obey(command, source),
      showing: () => this.#showing,
    });
  }

  take(message: Incoming): void {
    if (!this.#announcer?.hears(message)) this.#gate.take(message);
  }

  /** Of the Action button: who acts on a tap of it must not act on a combination. */
  report(report: Report): void {
    if (report.kind !== "gesture" || report.gesture === "initialPress" || report.buttons !== undefined)
      return;
    this.#tree.event("event/button", gestureEvent(report));
  }

  follow(now: Snapshot, before: Snapshot): void {
    const tree = this.#tree;
    const { identity, calendar } = this.#options;
    this.#rpc.follow(now, before);
    if (now.profile.id !== before.profile.id || this.#readers.size === 0)
      this.#readers = deviceReaders(now.profile, this.#plan);
    this.#schedules = now.schedules;
    const outlet = this.#outletState(now, before);
    const content = { ...outlet, fault: now.troubles, network_trouble: now.networkTrouble };
    this.#showing = outlet === null ? { lifecycle: now.lifecycle } : { relay: outlet.relay };
    this.#announcer?.follow(now.profile);
    tree.json("info", infoOf(identity, now.profile, calendar.zone));
    this.#followOutlet(now);
    if (!now.profile.meter) tree.absent("meter");
    this.#meter.follow(now);
    tree.leaf("fault", now.troubles[0] ?? "none");
    this.#firmware.follow(now);
    tree.state(content, () => content, outlet === null ? {} : { source: outlet.source });
    tree.leaf("availability", "online");
    for (const event of alarmEvents(now, before)) tree.event("event/alarm", event);
  }

  close(): void {
    this.#rpc.close();
    this.#meter.stop();
    this.#firmware.stop();
  }

  readonly #plan: PlanSchedules = (wanted) => {
    const { calendar, wall } = this.#options;
    return acceptSchedules(wanted, this.#schedules, { calendar, now: wall() });
  };

  #outletState(now: Snapshot, before: Snapshot) {
    if (!now.profile.outlet) return null;
    if (now.relay !== before.relay) this.#switchedBy = now.relay.source === "mqtt" ? this.#asking : undefined;
    const { source, changed } = now.relay;
    const by = this.#switchedBy === undefined ? {} : { source_name: this.#switchedBy };
    return { relay: outletOf(now), source, ...by, changed, start_up: now.startUp };
  }

  #followOutlet(now: Snapshot): void {
    const tree = this.#tree;
    if (!now.profile.outlet) {
      for (const name of ["relay", "start-up", "schedules"]) tree.absent(name);
      return;
    }
    tree.leaf("relay", outletOf(now), { source: now.relay.source });
    tree.leaf("start-up", now.startUp);
    tree.json("schedules", schedulesContent(now));
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
