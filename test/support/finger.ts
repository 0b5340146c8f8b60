import type { Combination, Profile, Rung } from "../../firmware-sim/index.ts";

interface Hold {
  readonly from: number;
  /** Its last edge up; null while it goes on. */
  until: number | null;
  /** The first edge up of the burst that its last edge belongs to: what a release is dated to. */
  up?: number;
  /** Nobody saw it end. */
  lost?: true;
}

interface Input {
  readonly kind: string;
  readonly down?: boolean;
  readonly button?: string;
  readonly action?: string;
  readonly says?: string;
}

/** A span of power, what the plug asked the store to keep in it, and the newest of that which it kept. */
interface Life {
  readonly from: number;
  until: number | null;
  readonly saves: { readonly at: number; readonly ticket: number }[];
  kept: number;
}

const heldFor = (hold: Hold | undefined, now: number): number =>
  hold === undefined ? Number.NEGATIVE_INFINITY : (hold.until ?? now) - hold.from;

/**
 * What was done to a plug, read from what its trace says came from outside: fingers, power, the account. Nothing here is
 * asked of the core, and nothing that the core decided is looked at. A hold goes on through bounces; it ends when the button
 * was up for a whole debounce.
 */
export class Finger {
  readonly #profile: Profile;
  /** Of the Action button: the latest, and the one before it. */
  readonly #holds: Hold[] = [];
  /** Of a combination, since power came. */
  readonly #together: Hold[] = [];
  readonly #others = new Map<string, number>();
  #down = false;
  /** Of the Action button. */
  #edgeAt = Number.NEGATIVE_INFINITY;
  readonly #lives: Life[] = [];
  #told: { readonly at: number; readonly input: Input } | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /** One line of the trace. */
  read(line: string): void {
    const [, when = "", kind = "", rest = "{}"] = /^(\d+) (\w+) (.*)$/.exec(line) ?? [];
    const at = Number(when);
    if (kind === "powerOn") this.#powerOn(JSON.parse(rest).power, at);
    const life = this.#lives.at(-1);
    if (kind === "powerOn" || life?.until !== null) return;
    const { effect, input } = JSON.parse(rest);
    if (effect?.kind === "restart") this.#powerOff(at);
    if (effect?.kind === "save") life.saves.push({ at, ticket: effect.ticket });
    if (input?.kind === "saved") life.kept = input.ticket;
    if (input !== undefined) this.#input(input, at);
  }

  /** Whether what was done up to `at` is what the profile asks for before the reset `name`. */
  asksFor(name: string, at: number): boolean {
    const { rungs, combination, counts, app, voice } = this.#profile;
    const told = this.#told?.at === at ? this.#told.input : undefined;
    return (
      rungs.some((rung) => rung.reset?.name === name && this.#held(rung, this.#holds, at)) ||
      (combination?.rungs ?? []).some((rung) => rung.reset?.name === name && this.#heldTogether(rung, at)) ||
      counts.some(({ of, times, within, reset }) => {
        const count = of === "taps" ? this.#taps(within.for) : this.#boots(within.for);
        return reset === name && count >= times;
      }) ||
      (told?.kind === "appReset" && app[told.action!]?.reset === name) ||
      (told?.kind === "removed" && app["remove"]?.reset === name) ||
      (told?.says === "yes" && voice?.reset === name && at - this.#askedAt <= voice.answer.for)
    );
  }

  #input(input: Input, at: number): void {
    this.#told = { at, input };
    if (input.says === "factory reset") this.#askedAt = at;
    if (input.kind === "powerLost") this.#powerOff(at);
    if (input.kind === "buttonLost") this.#lose(at);
    if (input.kind !== "edge") return;
    if (input.button === undefined) this.#edge(input.down!, at);
    else this.#edgeOf(input.button, input.down!, at);
  }

  #powerOn(
    power: { buttonDown: boolean; othersDown?: readonly string[]; restarted?: boolean },
    at: number,
  ): void {
    const { combination } = this.#profile;
    this.#lives.push({ from: at, until: null, saves: [], kept: 0 });
    this.#down = power.buttonDown;
    // A press from before counts for nothing but a hold as power comes.
    if (power.buttonDown) this.#holds.push({ from: Number.POSITIVE_INFINITY, until: null });
    for (const button of power.othersDown ?? []) this.#others.set(button, at);
    const held = combination?.buttons.every((name) => this.#isDown(name));
    if (held && combination?.when !== "running" && !power.restarted)
      this.#together.push({ from: at, until: null });
  }

  #powerOff(at: number): void {
    this.#lives.at(-1)!.until = at;
    this.#holds.length = 0;
    this.#together.length = 0;
    this.#others.clear();
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  #edge(down: boolean, at: number): void {
    if (down === this.#down) return;
    this.#down = down;
    const last = this.#holds.at(-1);
    const inBurst = at - this.#edgeAt < this.#profile.timings.debounce.for;
    this.#edgeAt = at;
    if (!down) Object.assign(last!, { until: at, up: inBurst ? (last!.up ?? at) : at });
    else if (last?.until == null || at - last.until >= this.#profile.timings.debounce.for)
      return void this.#holds.push({ from: at, until: null });
    else last.until = null;
    // The first hold is also the one from before power came, bounces and all.
    const together = this.#together.at(-1);
    if (this.#ofAction && together !== undefined && this.#holds.length === 1) together.until = last!.until;
  }

  #edgeOf(button: string, down: boolean, at: number): void {
    const combination = this.#profile.combination;
    if (!combination?.buttons.includes(button) || this.#others.has(button) === down) return;
    const complete = () => combination.buttons.every((name) => this.#isDown(name));
    if (!down) {
      const last = this.#together.at(-1);
      if (complete() && last !== undefined) last.until ??= at;
      this.#others.delete(button);
      return;
    }
    this.#others.set(button, at);
    const first = Math.min(...this.#firstDown(combination));
    if (complete() && at - first <= combination.skew.for) this.#together.push({ from: at, until: null });
  }

  /** Since when the first of those that are down is down: a button that went up and down again began anew. */
  #firstDown = ({ buttons }: Combination): readonly number[] =>
    buttons.flatMap((name) => this.#others.get(name) ?? []);

  #isDown = (name: string): boolean => (name === "action" ? this.#down : this.#others.has(name));
  get #ofAction(): boolean {
    return this.#profile.combination?.buttons.includes("action") === true;
  }

  /** The contact was lost: a hold that went on is none. */
  #lose(at: number): void {
    const until = this.#holds.at(-1)?.until;
    if (until === null || (until !== undefined && at - until < this.#profile.timings.debounce.for))
      this.#holds.pop();
    const together = this.#together.at(-1);
    if (this.#ofAction && together?.until === null) Object.assign(together, { until: at, lost: true });
    this.#down = false;
  }

  #held({ at, guard, reset }: Rung, holds: readonly Hold[], now: number): boolean {
    const last = holds.at(-1);
    const shown = at + (guard?.for ?? 0);
    switch (reset?.when) {
      case "reached":
        return last?.until === null && heldFor(last, now) >= at;
      case "released":
        return last?.until !== null && heldFor(last, now) >= shown;
      case "confirmed":
        return last?.from === now && this.#confirms(holds.at(-2), now, shown);
      default:
        return false;
    }
  }

  #confirms(before: Hold | undefined, now: number, shown: number): boolean {
    const { debounce, confirmWindow } = this.#profile.timings;
    const since = now - (before?.until ?? Number.NEGATIVE_INFINITY);
    return heldFor(before, now) >= shown && since <= debounce.for + confirmWindow.for;
  }

  /** What was done while the plug booted counts when it has: by then the hold may be over. */
  #heldTogether(rung: Rung, now: number): boolean {
    const { at, guard, reset } = rung;
    const shown = at + (guard?.for ?? 0);
    const presses = this.#ofAction ? [...this.#together, ...this.#holds.slice(1)] : this.#together;
    if (this.#held(rung, presses, now)) return true;
    const [first] = this.#together;
    if (first === undefined || first.from !== this.#lives.at(-1)?.from) return false;
    if (reset?.when === "confirmed")
      return presses.some(({ from }) => from > first.from && this.#confirms(first, from, shown));
    return reset?.when === "reached"
      ? heldFor(first, now) >= at
      : !first.lost && heldFor(first, now) >= shown;
  }

  /** Taps in a row up to now, each at most `within` after the one before it. */
  #taps(within: number): number {
    const { tapMax, debounce } = this.#profile.timings;
    let count = 0;
    for (let i = this.#holds.length - 1; i >= 0; i--) {
      const { from, until, up } = this.#holds[i]!;
      if (until === null || from > until || up! - from > tapMax.for) continue;
      const next = this.#holds.slice(i + 1).find((hold) => hold.until !== null);
      // A release counts a debounce after its last edge.
      if (count > 0 && (next?.until ?? Number.POSITIVE_INFINITY) - until > within + debounce.for) break;
      count++;
    }
    return count;
  }

  /** Power-ons in a row up to now, each before the last one shorter than `within`, for all that the store could know. */
  #boots(within: number): number {
    let count = 1;
    for (const { from, saves, kept } of this.#lives.slice(0, -1).reverse()) {
      if (saves.some(({ at, ticket }) => at - from >= within && ticket <= kept)) break;
      count++;
    }
    return count;
  }
}
