import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import type { WiringProbe } from "../../board/port.ts";
import { after, type Cancel, type Clock, type Millis, millis } from "../../firmware-sim/index.ts";
import type { Host } from "../runtime/host.ts";
import { judgePress, judgeRest } from "../wiring-check/button.ts";
import { CHANNELS, isLit } from "../wiring-check/lamp.ts";
import { type Answer, refusedAnswer } from "./protocol.ts";
import type { WiringRequest } from "./wiring-request.ts";

/** Whoever asked last may have gone without a word; then the pins are put back. */
const FORGOTTEN_AFTER = millis(120_000);

export interface WiringDeskOptions {
  readonly host: Host;
  readonly clock: Clock;
  readonly pins: PinMap;
  /** The board's own. @throws BoardError */
  readonly begin: () => WiringProbe;
}

interface Looking {
  readonly probe: WiringProbe;
  /** Set once the button is watched. */
  levels?: Map<number, boolean>;
  readonly edges: Map<number, number>;
  onPress: (pin: number) => void;
}

/** Lets somebody try LED and button pin by pin, while the plug has no power and so has no use for them. */
export class WiringDesk {
  readonly #options: WiringDeskOptions;
  #looking: Looking | undefined;
  #cancelForgotten: Cancel = () => {};

  constructor(options: WiringDeskOptions) {
    this.#options = options;
    options.host.onChange(({ power }) => {
      if (power === "on") void this.#end();
    });
  }

  /** Never rejects but for faults of the program. */
  async answer(asked: WiringRequest, gone: AbortSignal): Promise<Answer> {
    const { host, clock, pins } = this.#options;
    if (asked.ask === "end") {
      await this.#end();
      return { ok: true, message: "Every pin is as it was." };
    }
    const { power, board } = host.snapshot;
    if (power === "on")
      return refusedAnswer("forbidden", "the plug uses its pins: unplug it from the mains first");
    if (board === "offline") return LOST;
    this.#cancelForgotten();
    this.#cancelForgotten = clock.wakeAt(after(clock.now(), FORGOTTEN_AFTER), () => void this.#end());
    this.#looking ??= { probe: this.#options.begin(), edges: new Map(), onPress: () => {} };
    if (asked.ask === "press") return this.#press(this.#looking, asked.ms, gone);
    for (const channel of CHANNELS) {
      const high = isLit(asked.common, true) === (channel === asked.lit);
      if (!(await this.#looking.probe.drive(pins.led[channel], high))) return this.#lost();
    }
    const pin = asked.lit === "none" ? "" : ` on pin ${unoName(pins.led[asked.lit])}`;
    return {
      ok: true,
      message: asked.lit === "none" ? "The LED is to be dark." : `To be lit: ${asked.lit}${pin}.`,
    };
  }

  async #press(looking: Looking, within: Millis, gone: AbortSignal): Promise<Answer> {
    const { clock, pins } = this.#options;
    if (looking.levels === undefined) {
      const levels = await looking.probe.watch((pin, high) => {
        looking.levels?.set(pin, high);
        looking.edges.set(pin, (looking.edges.get(pin) ?? 0) + 1);
        if (!high) looking.onPress(pin);
      });
      if (levels === undefined) return this.#lost();
      looking.levels = new Map(levels);
    }
    const stuck = judgeRest(pins, { levels: looking.levels, edges: new Map() });
    if (stuck !== undefined) return { ok: true, message: stuck.text, result: { pin: null } };
    const pin = await new Promise<number | undefined>((resolve) => {
      const finish = (pressed?: number): void => {
        cancel();
        gone.removeEventListener("abort", leave);
        resolve(pressed);
      };
      const leave = (): void => finish();
      const cancel = clock.wakeAt(after(clock.now(), within), leave);
      gone.addEventListener("abort", leave);
      looking.onPress = finish;
    });
    looking.onPress = () => {};
    const { text } = judgePress(pins, { pin, released: true });
    return { ok: true, message: text, result: { pin: pin ?? null } };
  }

  async #lost(): Promise<Answer> {
    await this.#end();
    return LOST;
  }

  async #end(): Promise<void> {
    this.#cancelForgotten();
    const looking = this.#looking;
    this.#looking = undefined;
    await looking?.probe.end();
  }
}

const LOST = refusedAnswer("board_offline", "the board is not there, or stopped answering: check its cable");
