import type { Report } from "../../runtime/host.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { benchReaders, type KeyOf } from "../commands/bench-commands.ts";
import type { CommandGate } from "../commands/command-gate.ts";
import { EMPTY, type Incoming, type Retained } from "../connection/message.ts";
import { BENCH, discoveryTopic } from "../home-assistant/announcement.ts";
import { Announcer, type HomeAssistant } from "../home-assistant/announcer.ts";
import type { Dialect, DialectOptions } from "../link/dialect.ts";
import { benchEvent } from "./bench-events.ts";
import { benchState, faultsOf, lampOf, loadOf } from "./bench-state.ts";
import { patternSteps } from "./pattern-steps.ts";
import { planeGate } from "./plane-gate.ts";
import { TopicTree } from "./topic-tree.ts";

interface BenchOptions extends DialectOptions {
  readonly keyOf: KeyOf;
  readonly homeAssistant?: HomeAssistant | undefined;
}

/** The fingers and eyes of whoever stands at the bench, `<base>/<id>/bench/…`: always connected, whatever the plug does. */
export class BenchPlane implements Dialect {
  readonly clientId: string;
  readonly retained: Retained;
  /** No reset of the plug touches the bench. */
  readonly retainedTopics = [];
  readonly subscriptions: readonly string[];
  readonly availability: Dialect["availability"];
  readonly #options: BenchOptions;
  readonly #tree: TopicTree;
  readonly #gate: CommandGate;
  readonly #announcer: Announcer | null;
  #showing = {};

  constructor(options: BenchOptions) {
    const { id, base } = options.identity;
    const tree = new TopicTree(`${base}/${id}/bench`, options);
    this.#options = options;
    this.#tree = tree;
    this.clientId = `${id}-bench`;
    this.retained = tree.retained;
    const { homeAssistant } = options;
    this.#announcer = homeAssistant?.bench ? new Announcer(BENCH, homeAssistant.prefix, tree, options) : null;
    const { subscriptions = [] } = this.#announcer ?? {};
    this.subscriptions = [tree.topic("+/set"), tree.topic("provision"), ...subscriptions];
    this.availability = tree.availability();
    const readers = benchReaders(options.keyOf);
    this.#gate = planeGate(tree, options, {
      readers: () => readers,
      obey: options.obey,
      showing: () => this.#showing,
    });
  }

  take(message: Incoming): void {
    if (!this.#announcer?.hears(message)) this.#gate.take(message);
  }

  /** An earlier run may have announced the bench: without that wish Home Assistant shall not keep it. */
  greet(): void {
    const { homeAssistant, identity, voice } = this.#options;
    if (homeAssistant === undefined || homeAssistant.bench) return;
    voice.say({
      topic: discoveryTopic(homeAssistant.prefix, BENCH, identity.id),
      value: EMPTY,
      retain: true,
    });
  }

  report(report: Report): void {
    const event = benchEvent(report);
    if (event !== null) this.#tree.event("event", event);
  }

  follow(now: Snapshot): void {
    const tree = this.#tree;
    const { led, profile } = now;
    const home = this.#homeOf(now.home);
    this.#showing = { lifecycle: now.lifecycle };
    this.#announcer?.follow(profile);
    tree.leaf("board", now.board);
    tree.leaf("power", now.power);
    tree.leaf("button", now.button);
    tree.leaf("lifecycle", now.lifecycle);
    tree.json("led", led, () => ({
      ...lampOf(led),
      ...patternSteps(led.pattern),
      since: tree.time(led.since),
    }));
    tree.json("home", home);
    tree.leaf("profile", profile.id);
    tree.json("faults", faultsOf(now));
    if (profile.outlet) tree.json("load", loadOf(now));
    else tree.absent("load");
    // How far a download is, it tells only beside something else: a message for each step would be a flood.
    const content = { ...now, at: 0, firmware: { ...now.firmware, progress: 0 } };
    tree.state(content, () => benchState(now, home, (at) => tree.time(at)));
    tree.leaf("availability", "online");
  }

  /** The simulated home; of its accounts, those that list the plug. */
  #homeOf({ ssid, wifi, cloud, listedBy }: Snapshot["home"]) {
    const accounts = listedBy.map((name) => ({ name, devices: [this.#options.identity.id] }));
    return { simulated: true, ssid, wifi, cloud, accounts };
  }
}
