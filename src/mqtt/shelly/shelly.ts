import { millis } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { commandFault } from "../commands/command-fault.ts";
import { BadCommand, textOf } from "../commands/payload.ts";
import { answerBucket, commandBucket, PER_SECOND, type TokenBucket } from "../commands/token-bucket.ts";
import type { Incoming, Message, Retained } from "../connection/message.ts";
import type { Dialect, DialectOptions } from "../link/dialect.ts";
import { Readings } from "../meter/readings.ts";
import { fullStatus, meterStatus } from "../rpc/components.ts";
import { deviceInfoOf } from "../rpc/device-methods.ts";
import { Rpc } from "../rpc/rpc.ts";
import { changedComponents, type Notification } from "./notification.ts";
import { switchCall } from "./switch-command.ts";

/** Said to all of Shelly's devices on the broker, and answered by each. */
const EVERYBODY = "shellies";
/** The energy that was counted is told each minute, as by these devices, ms. */
const METER_INTERVAL = millis(60_000);

/**
 * The plug as a Shelly Plus Plug S speaks over MQTT: that one has a switch and no input, so a gesture of the button is
 * told only by what it changed. The topics are those of the component MQTT in Shelly's API documentation, with status
 * and RPC notifications and control all on; of these devices' topics only `online` is retained.
 */
export const shellyDialect = (options: DialectOptions): Dialect => new Shelly(options);

class Shelly implements Dialect {
  /** The prefix of its topics too, as by default there. */
  readonly clientId: string;
  readonly retained: Retained;
  readonly retainedTopics: readonly string[];
  readonly subscriptions: readonly string[];
  readonly availability: Dialect["availability"];
  readonly #options: DialectOptions;
  readonly #rpc: Rpc;
  readonly #meter: Readings;
  readonly #bucket: TokenBucket;
  /** One line a second about what is not obeyed. */
  readonly #complaints: TokenBucket;

  constructor(options: DialectOptions) {
    const { identity, clock, pace, wall, obey } = options;
    // Clients take what the device is from its client id, and its prefix from the topic of its will.
    this.clientId = `shellyplusplugs-${identity.serial}`;
    this.#options = options;
    this.#bucket = commandBucket(pace);
    this.#complaints = answerBucket(pace);
    const online = (text: string): Message => ({
      topic: this.#topic("online"),
      value: { text, json: false },
      retain: true,
    });
    this.availability = { online: online("true"), offline: online("false") };
    this.retained = new Map([[this.#topic("online"), this.availability.online.value]]);
    this.retainedTopics = [this.#topic("online")];
    const commands = ["rpc", "command", "command/switch:0"].map((name) => this.#topic(name));
    this.subscriptions = [...commands, `${EVERYBODY}/command`];
    this.#meter = new Readings({
      clock,
      pace,
      interval: METER_INTERVAL,
      tell: (reading) => this.#tellChanges({ "switch:0": { id: 0, ...meterStatus(reading) } }),
    });
    this.#rpc = new Rpc({
      device: {
        id: this.clientId,
        model: "SNPL-00112EU",
        app: "PlusPlugS",
        serial: identity.serial,
        version: identity.version,
        mqtt: { clientId: this.clientId, topicPrefix: this.clientId },
      },
      own: [this.clientId, `${EVERYBODY}/command`, `${identity.base}/${identity.id}`],
      clock,
      wall,
      obey,
    });
  }

  follow(now: Snapshot, before: Snapshot): void {
    this.#rpc.follow(now, before);
    const changed = changedComponents(now, before);
    if (Object.keys(changed).length > 0) this.#tellChanges(changed);
    this.#meter.follow(now);
    if (now.startUp === before.startUp || !now.profile.outlet) return;
    const event = { component: "switch:0", id: 0, event: "config_changed", restart_required: false };
    this.#notify({ method: "NotifyEvent", params: { events: [{ ...event, ts: this.#rpc.plug.time }] } });
  }

  greet(): void {
    this.#notify({ method: "NotifyFullStatus", params: fullStatus(this.#rpc.plug) });
    this.#tellStatus();
  }

  take(message: Incoming): void {
    if (!this.#bucket.take()) {
      this.#complain(`more than ${PER_SECOND} commands a second came`);
      return;
    }
    try {
      this.#obey(message);
    } catch (error) {
      if (error instanceof BadCommand) this.#complain(error.message);
      else this.#options.log(commandFault(error));
    }
  }

  close(): void {
    this.#rpc.close();
    this.#meter.stop();
  }

  #obey(message: Incoming): void {
    switch (message.topic) {
      case this.#topic("rpc"):
        this.#options.voice.say(this.#rpc.answer(message));
        break;
      case this.#topic("command/switch:0"):
        this.#switch(textOf(message.payload));
        break;
      default:
        this.#command(textOf(message.payload));
    }
  }

  /** What the whole device is asked. */
  #command(text: string): void {
    if (text === "announce") {
      const info = deviceInfoOf(this.#rpc.plug);
      this.#say(`${EVERYBODY}/announce`, info);
      this.#say(this.#topic("announce"), info);
    } else if (text === "status_update") {
      this.#say(this.#topic("status"), fullStatus(this.#rpc.plug));
      this.#tellStatus();
    } else throw new BadCommand("unknown_command", "a device is told announce or status_update");
  }

  #switch(text: string): void {
    if (!this.#rpc.plug.now.profile.outlet)
      throw new BadCommand("unknown_command", "this make of plug has no switch");
    if (text === "status_update") {
      this.#tellStatus(["switch:0"]);
      return;
    }
    const call = switchCall(text);
    if (call === null) {
      this.#error("expected on, off, toggle, status_update, or on,10 for 10 seconds");
      return;
    }
    const answer = this.#rpc.call(call.method, call.params, this.clientId);
    if ("error" in answer) this.#error(answer.error.message);
  }

  #error(text: string): void {
    const value = { text, json: false };
    this.#options.voice.say({ topic: this.#topic("error/switch:0"), value, retain: false });
  }

  /** By component. */
  #tellChanges(changed: Readonly<Record<string, object>>): void {
    this.#notify({ method: "NotifyStatus", params: changed });
    this.#tellStatus(Object.keys(changed));
  }

  /** The whole status of each component, or of those named. */
  #tellStatus(names?: readonly string[]): void {
    for (const [name, status] of Object.entries(fullStatus(this.#rpc.plug))) {
      if (names?.includes(name) ?? true) this.#say(this.#topic(`status/${name}`), status);
    }
  }

  #notify({ method, params }: Notification): void {
    const dst = `${this.clientId}/events`;
    const content = { ts: this.#rpc.plug.time, ...params };
    this.#say(this.#topic("events/rpc"), { src: this.clientId, dst, method, params: content });
  }

  #say(topic: string, content: object): void {
    this.#options.voice.say({ topic, value: { text: JSON.stringify(content), json: true }, retain: false });
  }

  #complain(why: string): void {
    if (!this.#complaints.take()) return;
    const text = `MQTT, as a Shelly: a command was not obeyed: ${why}`;
    this.#options.log({ level: "warn", event: "command-refused", text });
  }

  #topic(name: string): string {
    return `${this.clientId}/${name}`;
  }
}
