import { standardFirmata25 } from "../../board/emulated-uno/firmware.ts";
import type { EmulatedUnoPort } from "../../board/emulated-uno/index.ts";
import type { Finger } from "../../board/port.ts";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { LockStep, standardFirmata24 } from "./emulated-uno.ts";
import { HostBench } from "./host-bench.ts";

export const STAGES = ["virtual board", "Uno, Firmata 2.5", "Uno, Firmata 2.4"] as const;
/** For what has been seen to be the same with either firmware, and need not be paid for twice. */
export const BOTH_BOARDS = ["virtual board", "Uno, Firmata 2.5"] as const;
export type StageName = (typeof STAGES)[number];

/** What a person beside the board sees: the colour of the lamp ("?" for one that is not ours), and the relay. */
export interface Sight {
  /** Ms since the newest mark. */
  readonly at: number;
  readonly lamp: string;
  readonly outlet: "on" | "off";
}

const RELAY = 8;
const LAMP = [9, 10, 11] as const;
const COLORS: Readonly<Record<string, string>> = {
  "0,0,0": "off",
  "1,0,0": "red",
  "0,1,0": "green",
  "0,0,1": "blue",
};

/**
 * What lasts shorter is not seen: relay and lamp go out as two messages of 0.5 ms each, and one thing may
 * follow from another within a millisecond.
 */
const FLICKER_MS = 5;

type Look = () => Pick<Sight, "lamp" | "outlet">;

/** From the pins of the chip: duty of the lamp's three channels, level of the relay. */
export const lookAtUno =
  (port: EmulatedUnoPort): Look =>
  () => ({
    lamp: COLORS[LAMP.map((pin) => port.uno().pwmDuty(pin)).join()] ?? "?",
    outlet: port.uno().pinLevel(RELAY) ? "on" : "off",
  });

/**
 * One plug, its Host and its board, whichever that is, in lock-step virtual time: somebody presses the
 * button, and sees lamp and relay every millisecond.
 */
export class Stage {
  readonly name: StageName;
  readonly bench: HostBench;
  readonly #time: LockStep;
  readonly #finger: Finger;
  readonly #look: Look;
  readonly #acts = new Map<string, Sight[]>();
  #mark = 0;
  #act: Sight[] = [];

  constructor(name: StageName, time: LockStep, bench: HostBench, finger: Finger, look: Look) {
    this.name = name;
    this.bench = bench;
    this.#time = time;
    this.#finger = finger;
    this.#look = look;
  }

  get host() {
    return this.bench.host;
  }

  /** Mains comes. */
  async start(): Promise<void> {
    await this.#time.wait(this.host.start());
    this.#see();
  }

  /** What is seen from now on belongs to the act `name`. */
  mark(name: string): void {
    this.#mark = this.#time.now;
    this.#act = [];
    this.#acts.set(name, this.#act);
    this.#see();
  }

  async run(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed++) {
      await this.#time.run(1);
      this.#see();
    }
  }

  press(): void {
    this.#finger.press();
  }

  release(): void {
    this.#finger.release();
  }

  async hold(ms: number): Promise<void> {
    this.press();
    await this.run(ms);
    this.release();
  }

  /** Each change that was seen in the act `name`. */
  seen(name: string): readonly Sight[] {
    const act = this.#acts.get(name) ?? [];
    const lasting = act.filter(
      ({ at }, i) => (act[i + 1]?.at ?? Number.POSITIVE_INFINITY) - at >= FLICKER_MS,
    );
    return lasting.filter(({ lamp, outlet }, i) => {
      const before = lasting[i - 1];
      return before?.lamp !== lamp || before.outlet !== outlet;
    });
  }

  /** Lamp and outlet as they are now. */
  get sight(): string {
    const { lamp, outlet } = this.#look();
    return `${lamp} ${outlet}`;
  }

  async end(): Promise<void> {
    await this.#time.wait(this.host.close());
    this.#time.leave();
  }

  #see(): void {
    const { lamp, outlet } = this.#look();
    const last = this.#act.at(-1);
    if (last?.lamp === lamp && last.outlet === outlet) return;
    this.#act.push({ at: this.#time.now - this.#mark, lamp, outlet });
  }
}

export async function openStage(
  name: StageName,
  options: ConstructorParameters<typeof HostBench>[2] = {},
): Promise<Stage> {
  const time = new LockStep();
  if (name === "virtual board") {
    const board = openVirtualBoard({ clock: time.clock });
    const look: Look = () => ({ lamp: board.lamp, outlet: board.relayClosed ? "on" : "off" });
    return new Stage(name, time, new HostBench(board, time.clock, options), board.finger, look);
  }
  const firmware = name === "Uno, Firmata 2.4" ? standardFirmata24() : standardFirmata25();
  const port = await time.open({ firmware });
  return new Stage(name, time, new HostBench(port, time.clock, options), port.finger, lookAtUno(port));
}
