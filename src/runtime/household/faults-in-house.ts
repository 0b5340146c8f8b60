import { after, type Cancel, type Millis } from "../../../firmware-sim/index.ts";
import { done, type Outcome, refused } from "../command.ts";
import { HOUSEHOLD_FAULTS, knows } from "./faults.ts";
import {
  HOUSEHOLD_KINDS,
  type Household,
  type HouseholdFault,
  type HouseholdKind,
  type HouseholdWish,
  type Remedy,
} from "./kinds.ts";
import { Plan } from "./plan.ts";
import { REMEDY_ACTS } from "./remedies.ts";
import type { Room } from "./room.ts";

interface Raised {
  /** Whether it has held since: what takes its way through board or plug does so a little later. */
  seen: boolean;
  readonly cancelEnd: Cancel;
}

/**
 * The household's faults. Whether one is in force is read off plug and home, however it came: what is kept here is only
 * what has not shown yet, and when something is to end.
 */
export class FaultsInHouse {
  readonly #room: Room;
  readonly #raised = new Map<HouseholdKind, Raised>();
  #plan: Plan | null = null;
  #cancelPlanEnd: Cancel = () => {};
  /** Unplugged until it has cooled. */
  #cooling = false;

  constructor(room: Room) {
    this.#room = room;
  }

  get inForce(): Household {
    const view = this.#room.view();
    const faults = HOUSEHOLD_KINDS.filter((kind) => this.#holds(kind, view));
    return { faults, plan: this.#plan && { seed: this.#plan.seed, period: this.#plan.period } };
  }

  /** A fault in force is renewed. `span`: until it is undone by itself. */
  raise({ kind, seed, period }: HouseholdFault, span?: Millis): Outcome {
    if (kind === "random") return this.#begin({ kind, seed, period }, span);
    const hindrance = HOUSEHOLD_FAULTS[kind].hindered(this.#room.view());
    if (hindrance !== null) return hindrance;
    this.#drop(kind);
    const raised: Raised = { seen: false, cancelEnd: this.#endAfter(span, kind) };
    this.#raised.set(kind, raised);
    const outcome = HOUSEHOLD_FAULTS[kind].raise(this.#room, seed);
    if (!outcome.ok) this.#drop(kind);
    this.follow();
    this.#room.changed();
    return outcome;
  }

  clear(wish: HouseholdWish): Outcome {
    if (wish === "random") return this.#endPlan();
    if (!this.#holds(wish)) return refused("no_effect", `${wish} is not in force`);
    this.#drop(wish);
    const outcome = HOUSEHOLD_FAULTS[wish].undo(this.#room);
    this.#room.changed();
    return outcome;
  }

  /** How many there were. */
  clearAll(): number {
    const { faults, plan } = this.inForce;
    if (plan !== null) this.#endPlan();
    for (const kind of faults) this.clear(kind);
    return faults.length + (plan === null ? 0 : 1);
  }

  /** It is tried in any case; whether it helps is said. */
  remedy(name: Remedy): Outcome {
    const view = this.#room.view();
    const wrong = HOUSEHOLD_KINDS.filter((kind) => this.#holds(kind, view) || knows(view, kind));
    const { act, did } = REMEDY_ACTS[name];
    const outcome = act(this.#room);
    if (!outcome.ok) return outcome;
    if (name === "cool-down") this.#cooling = true;
    this.follow();
    const helped = wrong.some((kind) => HOUSEHOLD_FAULTS[kind].cures.includes(name));
    return { ok: true, note: helped ? did : `${did} ${uselessWords(wrong)}` };
  }

  /** After anything that may have changed plug or home. */
  follow(): void {
    const view = this.#room.view();
    for (const [kind, raised] of this.#raised) {
      const holds = HOUSEHOLD_FAULTS[kind].holds(view, true);
      if (!holds && raised.seen) this.#drop(kind);
      raised.seen ||= holds;
    }
    if (!this.#cooling || (this.#holds("overheat", view) && !view.plugged)) return;
    this.#cooling = false;
    this.#room.command({ do: "power", to: "on" });
  }

  /** Nothing begins or ends by itself any more. */
  stop(): void {
    this.#plan?.stop();
    this.#cancelPlanEnd();
    for (const { cancelEnd } of this.#raised.values()) cancelEnd();
  }

  #holds(kind: HouseholdKind, view = this.#room.view()): boolean {
    const raised = this.#raised.get(kind);
    return raised?.seen === false || HOUSEHOLD_FAULTS[kind].holds(view, raised !== undefined);
  }

  #begin(fault: HouseholdFault, span: Millis | undefined): Outcome {
    if (this.#plan !== null) this.#endPlan();
    const plan = new Plan(fault, this.#room.clock, (kind, seed, lasts) =>
      this.#holds(kind)
        ? refused("no_effect", "in force already")
        : this.raise({ ...fault, kind, seed }, lasts),
    );
    this.#plan = plan;
    this.#cancelPlanEnd = this.#endAfter(span, "random");
    plan.start();
    this.#room.changed();
    return done;
  }

  #endPlan(): Outcome {
    if (this.#plan === null) return refused("no_effect", "no such plan goes on");
    this.#plan.stop();
    this.#cancelPlanEnd();
    this.#plan = null;
    this.#room.changed();
    return done;
  }

  #endAfter(span: Millis | undefined, wish: HouseholdWish): Cancel {
    if (span === undefined) return () => {};
    const { clock } = this.#room;
    return clock.wakeAt(after(clock.now(), span), () => this.clear(wish));
  }

  #drop(kind: HouseholdKind): void {
    this.#raised.get(kind)?.cancelEnd();
    this.#raised.delete(kind);
  }
}

function uselessWords(faults: readonly HouseholdKind[]): string {
  if (faults.length === 0) return "Nothing was wrong.";
  const cures = faults.map((kind) => `${kind}: ${HOUSEHOLD_FAULTS[kind].cures.join(" or ")}`);
  return `It helps against nothing that is wrong. Try, for ${cures.join("; for ")}.`;
}
