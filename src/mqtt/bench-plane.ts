import { patternWords } from "../../firmware-sim/index.ts";
import type { Outcome } from "../runtime/command.ts";
import type { Report } from "../runtime/host.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { benchEvent } from "./bench-events.ts";
import { CommandGate } from "./command-gate.ts";
import { type KeyOf, readFinger, readHome, readMains, readProvision } from "./command-schemas.ts";
import { Connection } from "./connection.ts";
import { patternSteps } from "./pattern-steps.ts";
import { type HostView, notAttached, outlet, type PlaneOptions, TopicTree } from "./topic-tree.ts";

/** The fingers and eyes of whoever stands at the bench, `<base>/<id>/bench/…`: always connected, whatever the plug does. */
export class BenchPlane {
  readonly #options: PlaneOptions;
  readonly #tree: TopicTree;
  readonly #gate: CommandGate;
  #host: HostView | null = null;
  #closed = false;

  constructor(options: PlaneOptions & { readonly keyOf: KeyOf }) {
    this.#options = options;
    this.#tree = new TopicTree(`${options.base}/${options.id}/bench`, options);
    const { refuse, onFault } = this.#tree;
    this.#gate = new CommandGate({
      clock: options.clock,
      readers: new Map([
        [this.#tree.topic("button/set"), readFinger],
        [this.#tree.topic("power/set"), readMains],
        [this.#tree.topic("home/set"), readHome],
        [this.#tree.topic("provision"), readProvision(options.keyOf)],
      ]),
      obey: (command): Outcome => this.#host?.command(command) ?? notAttached,
      refuse,
      onFault,
    });
  }

  /** Before the host starts. Connects as soon as there is something to say. */
  attach(host: HostView): void {
    this.#host = host;
    host.onChange((now) => {
      this.#follow(now);
      if (!this.#closed) this.#tree.connection ??= this.#connect();
    });
    host.onReport((report) => this.#report(report));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const { connection } = this.#tree;
    this.#tree.connection = null;
    await connection?.leave([this.#tree.offline()]);
  }

  #connect(): Connection {
    const { broker, health, id, timing } = this.#options;
    return new Connection({
      broker,
      health,
      timing,
      clientId: `${id}-bench`,
      retained: this.#tree.retained,
      will: this.#tree.offline(),
      subscriptions: [this.#tree.topic("+/set"), this.#tree.topic("provision")],
      onMessage: (message) => this.#gate.take(message),
    });
  }

  #report(report: Report): void {
    const event = benchEvent(report);
    if (event !== null) this.#tree.event("event", event);
  }

  #follow(now: Snapshot): void {
    const tree = this.#tree;
    const { led, hold, home } = now;
    const lamp = () => ({ name: led.name, words: patternWords(led.pattern) });
    const homeNow = this.#homeOf(home);
    tree.leaf("board", now.board);
    tree.leaf("power", now.power);
    tree.leaf("button", now.button);
    tree.leaf("lifecycle", now.lifecycle);
    tree.json("led", led, () => ({ ...lamp(), ...patternSteps(led.pattern), since: tree.time(led.since) }));
    tree.json("home", homeNow);
    tree.state({ ...now, at: 0 }, () => ({
      lifecycle: now.lifecycle,
      board: now.board,
      power: now.power,
      button: now.button,
      hold: hold && { rung: hold.rung, since: tree.time(hold.since) },
      led: { ...lamp(), since: tree.time(led.since) },
      relay: { outlet: outlet(now), source: now.relay.source, changed: now.relay.changed },
      start_up: now.startUp,
      network: now.network,
      provisioned: now.provisioned,
      account: now.account,
      nvm: now.nvm,
      home: homeNow,
    }));
    tree.leaf("availability", "online");
  }

  /** The simulated home; of its accounts, those that list the plug. */
  #homeOf({ ssid, wifi, cloud, listedBy }: Snapshot["home"]) {
    const accounts = listedBy.map((name) => ({ name, devices: [this.#options.id] }));
    return { simulated: true, ssid, wifi, cloud, accounts };
  }
}
