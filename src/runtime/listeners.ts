import type { Cancel, Effect } from "../../firmware-sim/index.ts";
import { type Snapshot, sameState } from "./snapshot.ts";

/** What happened, for people and topics: never retained, in order. */
export type Report =
  | Extract<Effect, { kind: "gesture" | "notice" | "ignored" }>
  | { readonly kind: "board"; readonly online: boolean; readonly reason: string }
  | { readonly kind: "storeFailed"; readonly message: string };

export type ChangeListener = (now: Snapshot, before: Snapshot) => void;
export type ReportListener = (report: Report) => void;

/** Tells whoever listens: the reports in order, then what is different now. */
export class Listeners {
  readonly #changes = new Set<ChangeListener>();
  readonly #reporters = new Set<ReportListener>();
  readonly #settled = new Set<() => void>();
  readonly #reports: Report[] = [];
  #last: Snapshot | undefined;

  get last(): Snapshot | undefined {
    return this.#last;
  }

  onChange(listener: ChangeListener): Cancel {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onReport(listener: ReportListener): Cancel {
    this.#reporters.add(listener);
    return () => this.#reporters.delete(listener);
  }

  onSettled(listener: () => void): Cancel {
    this.#settled.add(listener);
    return () => this.#settled.delete(listener);
  }

  report(report: Report): void {
    this.#reports.push(report);
  }

  /** The refusal of an input of this kind among the reports not yet told. */
  refusalOf(input: string): Extract<Report, { kind: "ignored" }> | undefined {
    for (const report of this.#reports)
      if (report.kind === "ignored" && report.input === input) return report;
    return undefined;
  }

  tell(taken: Snapshot): void {
    const before = this.#last;
    const changed = before === undefined || !sameState(taken, before);
    if (changed) this.#last = taken;
    for (const report of this.#reports.splice(0)) for (const listener of this.#reporters) listener(report);
    if (changed) for (const listener of this.#changes) listener(taken, before ?? taken);
    for (const listener of this.#settled) listener();
  }
}
