import { expect } from "vitest";
import type { WireFaultKind } from "../../../src/runtime/wire-faults.ts";
import { type Mosquitto, startMosquitto } from "../../support/mosquitto.ts";
import { FAST, ID, MqttRig } from "../../support/mqtt-rig.ts";
import { retainedBelow, Watcher } from "../../support/mqtt-watcher.ts";
import { TcpProxy } from "../../support/tcp-proxy.ts";
import { until } from "../../support/until.ts";

export const DEVICE = `plugbench/${ID}`;
export const BENCH = `${DEVICE}/bench`;
export const RELAY = `${DEVICE}/relay`;
export const AVAILABILITY = `${DEVICE}/availability`;
/** How long a hold resets the plug, ms. */
export const RESET = 12_300;
/** Where the integrator wants its answers. */
const REPLY = "integrator/reply";

/** Somebody who works against the plug on Mosquitto, and makes it misbehave by the bench's topic. */
export class Integrator {
  readonly rig: MqttRig;
  readonly watcher: Watcher;
  /** Between the plug and the broker. */
  readonly proxy: TcpProxy;
  readonly #broker: Mosquitto;

  /** With a keep-alive so long, s, nothing is found out by it unless a test wants it. */
  static async open(keepalive = 60): Promise<Integrator> {
    const broker = await startMosquitto();
    const watcher = await Watcher.open(broker.port, 5);
    const proxy = await TcpProxy.open(broker.port);
    const rig = await MqttRig.start(proxy.port, {
      timing: { ...FAST, keepalive },
      homeAssistant: { prefix: "homeassistant", bench: false },
    });
    await watcher.shows(AVAILABILITY, "online");
    await watcher.shows(`${BENCH}/availability`, "online");
    return new Integrator(broker, watcher, proxy, rig);
  }

  private constructor(broker: Mosquitto, watcher: Watcher, proxy: TcpProxy, rig: MqttRig) {
    this.#broker = broker;
    this.watcher = watcher;
    this.proxy = proxy;
    this.rig = rig;
  }

  async close(): Promise<void> {
    await this.rig.close();
    await this.watcher.close();
    await this.proxy.close();
    await this.#broker.remove();
  }

  /** It is in force when this resolves. */
  async raise(kind: WireFaultKind, rest: object = {}): Promise<void> {
    await this.watcher.publish(`${BENCH}/fault/set`, JSON.stringify({ kind, ...rest }));
    await until(`${kind} is in force`, () => this.active.includes(kind));
  }

  async clear(kind: WireFaultKind): Promise<void> {
    await this.watcher.publish(`${BENCH}/fault/set`, JSON.stringify({ clear: kind }));
    await until(`${kind} is cleared`, () => !this.active.includes(kind));
  }

  get active(): readonly WireFaultKind[] {
    return this.rig.host.snapshot.faults.map((fault) => fault.kind);
  }

  /** The truth. */
  get outlet(): "on" | "off" {
    return this.rig.board.relayClosed ? "on" : "off";
  }

  /** A command whose answer is wanted. */
  ask(to: "on" | "off", tag = 0): void {
    const properties = { responseTopic: REPLY, correlationData: Buffer.from([tag]) };
    this.watcher.client.publish(`${RELAY}/set`, to, { qos: 1, properties });
  }

  /** The same; the plug has obeyed, and all that it said at once is heard, when this resolves. */
  async order(to: "on" | "off"): Promise<void> {
    this.ask(to);
    await until(`the outlet is ${to}`, () => this.outlet === to);
    await this.allHeard();
  }

  /** Everything that the plug has said is heard when this resolves. */
  async allHeard(): Promise<void> {
    await until("the broker has it all", () => !this.rig.mqtt.busy);
    await this.watcher.caughtUp();
  }

  get answers() {
    return this.watcher.of(REPLY);
  }

  answered = (times: number) => until(`${times} answers are there`, () => this.answers.length === times);

  /** What a newcomer is told of the plug. */
  async newcomer(): Promise<Record<string, string>> {
    const all = Object.entries(await retainedBelow(this.#broker.port, 5, DEVICE));
    return Object.fromEntries(all.filter(([topic]) => !topic.startsWith("bench/")));
  }

  /** What Home Assistant is told of the plug when it starts. */
  async announced(): Promise<string | undefined> {
    return (await retainedBelow(this.#broker.port, 5, "homeassistant"))[`device/${ID}/config`];
  }

  /** What a newcomer is told is what is the case. */
  async allIsRight(): Promise<void> {
    const kept = await this.newcomer();
    const { startUp: start_up, relay } = this.rig.host.snapshot;
    const { source, changed } = relay;
    expect(kept).toMatchObject({ availability: "online", relay: this.outlet, "start-up": start_up });
    expect(JSON.parse(kept["state"]!)).toMatchObject({ relay: this.outlet, source, changed, start_up });
    expect(Object.keys(kept)).toContain("info");
    expect(await this.announced()).toContain(`"${ID}"`);
  }

  /** What the bench says is the truth, whatever else is said. */
  benchSays = (outlet: "on" | "off") =>
    until(`the bench says ${outlet}`, () => this.watcher.lastJson(`${BENCH}/state`).relay.outlet === outlet);
}
