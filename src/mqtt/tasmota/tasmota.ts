import { after, millis } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { runs } from "../../runtime/words.ts";
import { commandFault } from "../commands/command-fault.ts";
import { BadCommand, textOf } from "../commands/payload.ts";
import { answerBucket, commandBucket, type TokenBucket } from "../commands/token-bucket.ts";
import type { Incoming, Message, Value } from "../connection/message.ts";
import type { Dialect, DialectOptions } from "../link/dialect.ts";
import type { Make } from "../make.ts";
import { readingOf } from "../meter/reading.ts";
import { Backlog } from "./backlog.ts";
import { type Answer, COMMANDS, type Controls, ERROR, OF_OUTLET, unknown } from "./commands.ts";
import { discoveryConfig, discoverySensors, OFFLINE, ONLINE } from "./discovery.ts";
import { Lives, uptime } from "./life.ts";
import { GROUP_TOPIC, type Names, namesOf } from "./names.ts";
import { orderOf } from "./order.ts";
import { type Facts, introduction, powerWord, sensorOf, stateOf } from "./status.ts";
import { Telemetry } from "./telemetry.ts";

/** From the answer to Restart to the restart, ms: the firmware counts whole seconds. */
const RESTART_DELAY = millis(1000);

/** What is retained below the topic of the discovery. */
const DISCOVERY = ["config", "sensors"] as const;

/** The plug as a device with the Tasmota firmware would be heard: one relay, its button on the relay, and its meter. */
export const tasmotaDialect = (options: DialectOptions): Dialect => new Tasmota(options);

/**
 * Message forms and their order are those of Tasmota's documentation (Commands, MQTT) and of the firmware's own source;
 * none is retained but LWT and discovery, as none is by default there. A change is told by RESULT and POWER, whatever
 * made it; at a new connection without a boot only LWT is said, upon which clients ask.
 */
class Tasmota implements Dialect {
  readonly clientId: string;
  readonly retained: Map<string, Value>;
  readonly retainedTopics: readonly string[];
  readonly subscriptions: readonly string[];
  readonly availability: Dialect["availability"];
  readonly #options: DialectOptions;
  readonly #names: Names;
  readonly #discovery: string;
  readonly #controls: Controls;
  readonly #bucket: TokenBucket;
  readonly #floodAnswers: TokenBucket;
  readonly #backlog: Backlog;
  readonly #telemetry: Telemetry;
  readonly #lives = new Lives();
  #now: Snapshot | null = null;
  /** How often RESULT and POWER have told the relay. */
  #powerTold = 0;
  #cancelRestart = () => {};

  constructor(options: DialectOptions) {
    const { identity, clock, pace } = options;
    this.#options = options;
    this.#names = namesOf(identity);
    const { topic, mac, clientId, fallbackTopic } = this.#names;
    this.clientId = clientId;
    const lwt = (text: string): Message => ({
      topic: `tele/${topic}/LWT`,
      value: { text, json: false },
      retain: true,
    });
    this.availability = { online: lwt(ONLINE), offline: lwt(OFFLINE) };
    this.#discovery = `tasmota/discovery/${mac}`;
    this.retained = new Map();
    this.retainedTopics = [...DISCOVERY.map((name) => `${this.#discovery}/${name}`), `tele/${topic}/LWT`];
    this.subscriptions = [topic, GROUP_TOPIC, fallbackTopic].map((name) => `cmnd/${name}/+`);
    this.#bucket = commandBucket(pace);
    this.#floodAnswers = answerBucket(pace);
    this.#backlog = new Backlog(clock, (line) => this.#runLine(line));
    this.#telemetry = new Telemetry(clock, () => this.#tellTelemetry());
    this.#controls = {
      facts: () => this.#facts(),
      obey: (command) => {
        const outcome = options.obey(command);
        return outcome.ok || outcome.code === "no_effect";
      },
      tellPower: (act = () => true) => this.#tellPower(act),
      tell: (name, content) => this.#say("stat", name, content),
      restart: () => this.#restartSoon(),
      telemetry: this.#telemetry,
      backlog: this.#backlog,
    };
  }

  follow(now: Snapshot, before: Snapshot): void {
    if (now.profile.id !== this.#now?.profile.id) this.#announce(now.profile);
    this.#now = now;
    if (!runs(now)) this.#stop();
    this.#lives.follow(now, before, this.#options.wall());
    if (before.provisioned && !now.provisioned) this.#forget();
    if (now.relay.closed !== before.relay.closed) this.#sayPower();
  }

  take({ topic, payload }: Incoming): void {
    if (this.#now === null || !runs(this.#now)) return;
    if (!this.#bucket.take()) {
      if (this.#floodAnswers.take()) this.#say("stat", "RESULT", ERROR);
      return;
    }
    try {
      this.#run(topic.slice(topic.lastIndexOf("/") + 1), textOf(payload));
    } catch (error) {
      if (error instanceof BadCommand) this.#say("stat", "RESULT", ERROR);
      else this.#options.log(commandFault(error));
    }
  }

  greet(): void {
    const { life } = this.#lives;
    if (life === null) return;
    life.contacts++;
    if (life.introduced) return;
    life.introduced = true;
    introduction(this.#facts()).forEach((info, index) => {
      this.#say("tele", `INFO${index + 1}`, info);
    });
    this.#sayPower();
    this.#telemetry.begin();
  }

  close(): void {
    this.#stop();
  }

  #announce(make: Make): void {
    const { identity, voice } = this.#options;
    const contents = {
      config: discoveryConfig(this.#names, identity, make),
      sensors: discoverySensors(make),
    };
    const { online } = this.availability;
    for (const name of DISCOVERY) {
      const topic = `${this.#discovery}/${name}`;
      this.retained.set(topic, json(contents[name]));
      voice.changed(topic);
    }
    this.retained.set(online.topic, online.value);
  }

  #tellTelemetry(): void {
    const facts = this.#facts();
    this.#say("tele", "STATE", stateOf(facts));
    if (facts.reading !== null) this.#say("tele", "SENSOR", sensorOf(facts));
  }

  #facts(): Facts {
    const { identity, clock, wall } = this.#options;
    const [now, life] = [this.#now!, this.#lives.life!];
    return {
      now,
      reading: now.meter && readingOf(now.meter, clock.now()),
      life,
      uptime: uptime(life, clock.now()),
      wall: wall(),
      names: this.#names,
      identity,
      telePeriod: this.#telemetry.period,
    };
  }

  /** A line of a Backlog: `POWER ON`. */
  #runLine(line: string): void {
    const [, word, text] = /^(\S+)\s*(.*)$/s.exec(line)!;
    try {
      this.#run(word!, text!);
    } catch (error) {
      this.#options.log(commandFault(error));
    }
  }

  #run(word: string, text: string): void {
    const order = orderOf(word, text);
    const { outlet } = this.#now!.profile;
    const command = outlet || !OF_OUTLET.includes(order.name) ? COMMANDS.get(order.name) : undefined;
    const answer: Answer = command === undefined ? unknown(order) : command(order, this.#controls);
    if (answer !== null) this.#say("stat", "RESULT", answer);
  }

  #tellPower(act: () => boolean): boolean {
    const told = this.#powerTold;
    if (!act()) return false;
    if (told === this.#powerTold) this.#sayPower();
    return true;
  }

  #sayPower(): void {
    if (!this.#now!.profile.outlet) return;
    this.#powerTold++;
    const word = powerWord(this.#now!);
    this.#say("stat", "RESULT", { POWER: word });
    this.#say("stat", "POWER", word);
  }

  /** Without power nobody speaks: not that the relay has opened, and no answer to what ended with a cut. */
  #say(prefix: "stat" | "tele", name: string, content: object | string): void {
    if (this.#now === null || !runs(this.#now)) return;
    const value = typeof content === "string" ? { text: content, json: false } : json(content);
    this.#options.voice.say({ topic: `${prefix}/${this.#names.topic}/${name}`, value, retain: false });
  }

  #restartSoon(): boolean {
    if (this.#now?.lifecycle === "resetting") return false;
    const { clock, obey } = this.#options;
    this.#cancelRestart();
    this.#cancelRestart = clock.wakeAt(after(clock.now(), RESTART_DELAY), () => obey({ do: "restart" }));
    return true;
  }

  /** A factory reset: what was set here is as at first, and whoever is met next is a stranger. */
  #forget(): void {
    this.#stop();
    this.#telemetry.forget();
    this.#lives.life!.introduced = false;
  }

  #stop(): void {
    this.#telemetry.stop();
    this.#backlog.clear();
    this.#cancelRestart();
  }
}

const json = (content: object): Value => ({ text: JSON.stringify(content), json: true });
