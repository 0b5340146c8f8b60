import { amazonSmartPlug, type Effect, type Millis } from "../../../firmware-sim/index.ts";

const { timings, rungs } = amazonSmartPlug;
const [mixed, armed] = rungs;

export interface ButtonUse {
  /** Whether a press counts now. */
  counts(): boolean;
  tap(): void;
  reset(): void;
}

/** Debounce and ladder of holds, by timers. */
export class TimersButton {
  hold: "none" | "pressed" | "mixed" | "armed" = "none";
  readonly #emit: (effect: Effect) => void;
  readonly #changed: () => void;
  readonly #use: ButtonUse;
  #raw = false;
  #down = false;
  #upSince = 0;
  #lastEdge = 0;
  #pressedAt = 0;
  #rungAt = 0;
  #armedAt = 0;
  #settle: NodeJS.Timeout | undefined;
  #rung: NodeJS.Timeout | undefined;
  #stuck: NodeJS.Timeout | undefined;

  constructor(emit: (effect: Effect) => void, changed: () => void, use: ButtonUse) {
    this.#emit = emit;
    this.#changed = changed;
    this.#use = use;
  }

  edge(down: boolean): void {
    if (down === this.#raw) return;
    const now = Date.now();
    const sameBurst = now - this.#lastEdge < timings.debounce.for;
    this.#raw = down;
    this.#lastEdge = now;
    if (!down) {
      if (!sameBurst || this.#upSince === 0) this.#upSince = now;
      clearTimeout(this.#rung);
      clearTimeout(this.#settle);
      this.#settle = this.#after(timings.debounce.for, () => this.#release());
    } else if (this.#down) {
      clearTimeout(this.#settle);
      this.#scheduleRung();
    } else this.#press(now);
  }

  forget(): void {
    for (const timer of [this.#settle, this.#rung, this.#stuck]) clearTimeout(timer);
    this.hold = "none";
    this.#raw = false;
    this.#down = false;
  }

  #after(span: number, wake: () => void): NodeJS.Timeout {
    return setTimeout(() => {
      wake();
      this.#changed();
    }, span);
  }

  #press(now: number): void {
    this.#down = true;
    this.#upSince = 0;
    if (!this.#use.counts()) return;
    this.hold = "pressed";
    this.#pressedAt = now;
    this.#rungAt = now + mixed.at;
    this.#scheduleRung();
    this.#stuck = this.#after(timings.stuckButton.for, () =>
      this.#emit({ kind: "notice", notice: "buttonStuck" }),
    );
    this.#emit({ kind: "gesture", gesture: "initialPress" });
  }

  #scheduleRung(): void {
    if (this.hold === "none" || this.hold === "armed") return;
    this.#rung = this.#after(Math.max(0, this.#rungAt - Date.now()), () => this.#reachRung());
  }

  #reachRung(): void {
    const rung = this.hold === "pressed" ? "mixed" : "armed";
    this.hold = rung;
    if (rung === "mixed") {
      this.#rungAt = this.#pressedAt + armed.at;
      this.#scheduleRung();
    } else this.#armedAt = Date.now();
    this.#emit({ kind: "gesture", gesture: "longPress", rung });
  }

  #release(): void {
    const { hold } = this;
    const releasedAt = this.#upSince;
    const heldFor = (releasedAt - this.#pressedAt) as Millis;
    this.#down = false;
    this.#upSince = 0;
    this.hold = "none";
    clearTimeout(this.#stuck);
    if (hold === "none") return;
    if (hold === "pressed" && heldFor <= timings.tapMax.for) {
      this.#emit({ kind: "gesture", gesture: "shortRelease", heldFor });
      this.#use.tap();
      return;
    }
    const acts = hold === "armed" && releasedAt - this.#armedAt >= armed.guard.for;
    this.#emit({ kind: "gesture", gesture: "longRelease", heldFor, rung: hold, cancelled: !acts });
    if (acts) this.#use.reset();
  }
}
