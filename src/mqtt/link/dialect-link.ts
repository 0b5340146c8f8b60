import type { Clock, Outage } from "../../../firmware-sim/index.ts";
import type { DeviceLink } from "../../runtime/ports.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import type { Broker } from "../broker/broker.ts";
import type { BrokerHealth } from "../broker/broker-health.ts";
import { Connection, type ConnectionOptions, type Timing } from "../connection/connection.ts";
import { clearing, OwedGoodbye } from "../connection/owed-goodbye.ts";
import { Misbehaviour } from "../faults/misbehaviour.ts";
import type { Dialect, DialectOptions, Voice } from "./dialect.ts";

export interface LinkOptions {
  readonly broker: Broker;
  readonly health: BrokerHealth;
  readonly timing: Timing;
  /** The plug's. */
  readonly clock: Clock;
  readonly obey: DialectOptions["obey"];
  /** No wire fault concerns it. */
  readonly truthful?: boolean;
  readonly onPublish?: ConnectionOptions["onPublish"];
}

/** The connection of one dialect. It exists only while the network lets it, and goes as the network goes. */
export class DialectLink implements DeviceLink {
  readonly dialect: Dialect;
  readonly retainedTopics: readonly string[];
  readonly #options: LinkOptions;
  readonly #misbehaviour: Misbehaviour;
  #wanted = false;
  #connection: Connection | null = null;
  #hangUpMute = () => {};
  #owed: OwedGoodbye | null = null;
  /** Who waits for the end of a silent death. */
  #waiting: (() => void)[] = [];
  /** What a reset left in the broker on purpose. */
  #ghost: readonly string[] = [];
  #closed: Promise<void> | null = null;
  #saysGoodbye = false;

  /** `make` makes the dialect, which speaks and acts through this link. */
  constructor(options: LinkOptions, make: (through: Pick<DialectOptions, "voice" | "obey">) => Dialect) {
    const voice: Voice = {
      changed: (topic) => this.#connection?.changed(topic),
      // Said twice, it is two messages to wait for.
      say: (message) => this.#connection?.say({ ...message }),
    };
    this.#options = options;
    this.#misbehaviour = new Misbehaviour({
      ...options,
      voice,
      appear: (there) => {
        const { online, offline } = this.dialect.availability;
        if (there) voice.changed(online.topic);
        else voice.say(offline);
      },
    });
    const { voice: spoilt, obey } = this.#misbehaviour;
    this.dialect = make({ voice: spoilt, obey });
    this.retainedTopics = this.dialect.retainedTopics;
  }

  /** Whether a connection is wanted; the broker may be away. */
  get isUp(): boolean {
    return this.#wanted;
  }

  /** What is to be said is not said yet, though the broker is there. */
  get busy(): boolean {
    return this.#saysGoodbye || (this.#connection?.busy ?? this.#owed?.busy ?? false);
  }

  follow(now: Snapshot): void {
    const faults = this.#options.truthful ? [] : now.faults;
    this.#misbehaviour.follow(faults, now, (told, before) => this.dialect.follow(told, before));
    this.#comply();
  }

  up(): void {
    if (this.#closed !== null || this.#wanted) return;
    this.#wanted = true;
    this.#ghost = [];
    this.#owed?.giveUp();
    this.#comply();
  }

  down(how: Outage): void {
    this.#owed?.giveUp();
    const connection = this.#leave();
    if (how === "cut") this.#hangUpMute();
    if (connection === null) return;
    if (how === "cut") connection.cut();
    else this.#hangUpMute = connection.mute();
  }

  async goodbye(topics: readonly string[]): Promise<boolean> {
    const connection = this.#leave();
    if (this.#misbehaviour.leavesGhost) {
      connection?.cut();
      this.#ghost = topics;
      return true;
    }
    this.#saysGoodbye = true;
    const cleared = await connection?.leave(clearing(topics), { drop: true });
    this.#saysGoodbye = false;
    return cleared ?? false;
  }

  async payOwed(topics: readonly string[]): Promise<boolean> {
    if (this.#closed !== null) return false;
    if (this.#misbehaviour.leavesGhost) {
      this.#ghost = topics;
      return true;
    }
    const owed = this.#newOwed();
    if (this.#misbehaviour.dead) await new Promise<void>((alive) => this.#waiting.push(alive));
    return owed.pay(topics);
  }

  /** As payOwed, but for whoever stands at the bench: no fault of the plug delays it. */
  clear(topics: readonly string[]): Promise<boolean> {
    return this.#newOwed().pay(topics);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.dialect.close?.();
    this.#misbehaviour.close();
    this.#owed?.giveUp();
    this.#hangUpMute();
    const connection = this.#leave();
    this.#wake();
    await connection?.leave([this.dialect.availability.offline]);
  }

  /** Brings the connection in line with what is wanted and with the faults in force. */
  #comply(): void {
    if (this.#closed !== null) return;
    const { dead, leavesGhost } = this.#misbehaviour;
    if (!leavesGhost && this.#ghost.length > 0) {
      void this.clear(this.#ghost);
      this.#ghost = [];
    }
    if (dead) {
      const connection = this.#takeConnection();
      if (connection !== null) this.#hangUpMute = connection.mute();
      return;
    }
    this.#wake();
    if (this.#wanted) this.#connection ??= this.#announce();
  }

  #announce(): Connection {
    this.#hangUpMute();
    const { retained, availability, subscriptions } = this.dialect;
    return this.#connect({
      retained,
      will: availability.offline,
      subscriptions,
      onMessage: (message) => this.#misbehaviour.take(() => this.dialect.take(message)),
      onUp: () => {
        this.#misbehaviour.forget();
        this.dialect.greet?.();
      },
    });
  }

  #newOwed(): OwedGoodbye {
    const owed = new OwedGoodbye((onUp) => {
      this.#hangUpMute();
      return this.#connect({ retained: new Map(), onUp });
    });
    this.#owed = owed;
    return owed;
  }

  #connect(
    rest: Omit<ConnectionOptions, "broker" | "health" | "timing" | "onPublish" | "clientId">,
  ): Connection {
    const { broker, health, timing, onPublish } = this.#options;
    return new Connection({ broker, health, timing, onPublish, clientId: this.dialect.clientId, ...rest });
  }

  #wake(): void {
    for (const alive of this.#waiting.splice(0)) alive();
  }

  #leave(): Connection | null {
    this.#wanted = false;
    return this.#takeConnection();
  }

  #takeConnection(): Connection | null {
    const connection = this.#connection;
    this.#connection = null;
    if (connection !== null) this.#misbehaviour.forget();
    return connection;
  }
}
