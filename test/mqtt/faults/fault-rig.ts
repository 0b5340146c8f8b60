import { millis } from "../../../firmware-sim/index.ts";
import { Misbehaviour } from "../../../src/mqtt/faults/misbehaviour.ts";
import { type Command, done, type Outcome, refused } from "../../../src/runtime/command.ts";
import type { Snapshot } from "../../../src/runtime/snapshot.ts";
import { type WireFault, type WireFaultKind, wireFault } from "../../../src/runtime/wire-faults.ts";
import { snapshot } from "../../cli/snapshots.ts";
import { ManualClock } from "../../support/manual-clock.ts";

const empty = { text: "", json: false };

/**
 * A misbehaviour between a language of one retained topic, `relay`, with an event `done N` for the Nth command, and a
 * broker that is a list.
 */
export class FaultRig {
  readonly clock = new ManualClock();
  /** What the broker was told: the topic, with the value if it is retained, each with its instant before it. */
  readonly heard: string[] = [];
  readonly commands: Command[] = [];
  /** What the broker holds. */
  kept = "off";
  refusesRestart = false;
  readonly #misbehaviour: Misbehaviour;
  #relay = "off";
  #done = 0;
  #now: Snapshot = snapshot();

  constructor() {
    const broker = {
      changed: () => {
        this.kept = this.#relay;
        this.#hear(this.#relay);
      },
      say: ({ topic }: { topic: string }) => this.#hear(topic),
    };
    this.#misbehaviour = new Misbehaviour({
      clock: this.clock,
      voice: broker,
      obey: (command) => this.#obey(command),
      appear: (there) => this.#hear(there ? "there" : "away"),
    });
    this.#follow();
  }

  /** Raised in this order; those of the same kind as one in force take its place. */
  raise(...faults: (WireFaultKind | WireFault)[]): void {
    const raised = faults.map((fault) => (typeof fault === "string" ? wireFault(fault) : fault));
    const others = this.#now.faults.filter(({ kind }) => !raised.some((fault) => fault.kind === kind));
    this.#now = { ...this.#now, faults: [...others, ...raised] };
    this.#follow();
  }

  clear(...kinds: WireFaultKind[]): void {
    this.#now = { ...this.#now, faults: this.#now.faults.filter(({ kind }) => !kinds.includes(kind)) };
    this.#follow();
  }

  /** A command that switches the outlet. */
  toggle(): void {
    this.#misbehaviour.take(() => {
      const command: Command = { do: "relay", to: "toggle", source: "mqtt" };
      this.#misbehaviour.obey(command);
      this.#misbehaviour.voice.say({ topic: `done ${++this.#done}`, value: empty, retain: false });
    });
  }

  /** A message that is refused. */
  nonsense(): void {
    this.#misbehaviour.take(() => {
      this.#misbehaviour.voice.say({ topic: "error", value: empty, retain: false });
    });
  }

  /** A message that is none for the plug. */
  chatter = () => this.#misbehaviour.take(() => {});

  /** A finger at the button. */
  press = () => this.#switch();

  hangUp = () => this.#misbehaviour.forget();
  close = () => this.#misbehaviour.close();

  /** What was heard since the last time. */
  news = () => this.heard.splice(0);

  /** Of each of so many commands, whether it was answered; commands come 10 s apart. */
  async answered(commands: number): Promise<string> {
    let row = "";
    this.news();
    for (let i = 0; i < commands; i++) {
      this.toggle();
      await this.clock.advance(10_000);
      row += this.news().some((word) => word.includes("done")) ? "x" : "-";
    }
    return row;
  }

  #obey(command: Command): Outcome {
    if (command.do === "restart" && this.refusesRestart) return refused("busy", "the plug is resetting");
    this.commands.push(command);
    if (command.do === "restart") this.hangUp();
    else this.#switch();
    return done;
  }

  #switch(): void {
    const { relay } = this.#now;
    this.#now = { ...this.#now, relay: { ...relay, closed: !relay.closed } };
    this.#follow();
  }

  #follow(): void {
    const now = this.#now;
    this.#misbehaviour.follow(now.faults, now, ({ relay }) => {
      const told = relay.closed ? "on" : "off";
      if (told === this.#relay) return;
      this.#relay = told;
      this.#misbehaviour.voice.changed("relay");
    });
  }

  #hear(word: string): void {
    this.heard.push(`${this.clock.now()} ${word}`);
  }
}

/** With spans of a second. */
export const fault = (kind: WireFaultKind, rest: Partial<WireFault> = {}): WireFault =>
  wireFault(kind, { delay: millis(1000), period: millis(1000), ...rest });
