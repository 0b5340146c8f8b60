import type { Episode } from "../../seen/lamp.ts";
import { told } from "../../seen/notice.ts";
import { spansOf, spansWithin } from "../../seen/spans.ts";
import { type Bench, inRealTime } from "../../testing/bench-port.ts";
import { PATIENCE } from "./habits.ts";
import type { Fact, Move, Subject } from "./subject.ts";

/** By then a plug has done what was asked of it, or begun to. Assumed: longer than any debounce or relay takes; ms. */
const REACTED = 1000;
/** In real time somebody who wants to stop is heard after so long at the latest, ms. */
const HEARD = 250;

interface Seen {
  readonly at: number;
  readonly edges: number;
  readonly sure: boolean;
}

/** A plug at a bench. The procedure begins now. */
export class BenchSubject implements Subject {
  readonly #bench: Bench;
  readonly #signal: AbortSignal | undefined;
  readonly #zero: number;
  readonly #down = new Set<string>();
  #plugged: boolean;
  #moved = 0;
  readonly #episodes: Episode[] = [];
  /** So many of them will not be seen otherwise any more; when the next one began, and with which edge. */
  #settled = 0;
  #since = Number.NEGATIVE_INFINITY;
  #edge = 0;
  #seen: Seen | null = null;

  /** `signal` aborted: nobody looks any more. */
  constructor(bench: Bench, signal?: AbortSignal) {
    this.#bench = bench;
    this.#signal = signal;
    this.#zero = bench.now;
    this.#plugged = bench.host.snapshot.power === "on";
  }

  get now(): number {
    return this.#bench.now - this.#zero;
  }

  get moved(): number {
    return this.#moved;
  }

  get plugged(): boolean {
    return this.#plugged;
  }

  get down(): readonly string[] {
    return [...this.#down];
  }

  get episodes(): readonly Episode[] {
    this.#look();
    return this.#episodes;
  }

  get sure(): boolean {
    return this.#look();
  }

  async do(move: Move): Promise<string | null> {
    try {
      await this.#move(move);
      return null;
    } catch (error) {
      return `The plug refused: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }

  async look(ask: () => number | null, limit: number): Promise<boolean> {
    const end = this.now + limit;
    const beat = inRealTime(this.#bench.board) ? HEARD : Number.POSITIVE_INFINITY;
    for (;;) {
      if (this.#signal?.aborted === true) return false;
      const again = ask();
      if (again === null) return true;
      if (this.now >= end) return false;
      const next = Math.min(again, end, this.now + beat);
      const sooner = () => this.#signal?.aborted === true || (ask() ?? Number.NEGATIVE_INFINITY) < next;
      await this.#bench.until(sooner, Math.max(1, next - this.now));
    }
  }

  async confirm(fact: Fact): Promise<string | null> {
    if (fact.see === "outlet") {
      const so = () => (this.#bench.outlet === fact.to ? null : Number.POSITIVE_INFINITY);
      return (await this.look(so, REACTED)) ? null : `The outlet is ${this.#bench.outlet}.`;
    }
    await this.look(() => (this.#reset() === "none" ? Number.POSITIVE_INFINITY : null), REACTED);
    const reset = this.#reset();
    if (reset === "restarted") return "The plug only started anew: nothing was erased.";
    if (reset === "none") return "The plug was not reset.";
    const over = () => (this.#reset() === "done" ? null : Number.POSITIVE_INFINITY);
    return (await this.look(over, PATIENCE)) ? null : "The reset began, and did not come to its end.";
  }

  close(): Promise<void> {
    return this.#bench.close();
  }

  async #move(move: Move): Promise<void> {
    const bench = this.#bench;
    this.#moved = this.now;
    switch (move.do) {
      case "press":
      case "release":
        await bench[move.do](move.button);
        this.#down[move.do === "press" ? "add" : "delete"](move.button);
        return;
      case "app":
      case "say": {
        const outcome = bench.command(move.do === "app" ? move : { do: "voice", says: move.words });
        if (!outcome.ok) throw new Error(outcome.message);
        return;
      }
      case "setUp":
        return bench.setup();
      default:
        await bench[move.do]();
        this.#plugged = move.do === "plugIn";
    }
  }

  /** What came last since the procedure began. */
  #reset(): "none" | "restarted" | "begun" | "done" {
    let last: "none" | "restarted" | "begun" | "done" = "none";
    for (const { at, report } of this.#bench.reports) {
      if (at < this.#zero || report.kind !== "notice") continue;
      if (report.notice === "resetBegun") last = "begun";
      if (report.notice === "resetDone") last = "done";
      if (report.notice === "restarting" && last === "none") last = "restarted";
    }
    return last;
  }

  /** Whether it is clear what is seen. What was settled is not looked at again. */
  #look(): boolean {
    const { now } = this;
    const { lampEdges } = this.#bench;
    if (this.#seen?.at === now && this.#seen.edges === lampEdges.length) return this.#seen.sure;
    // At the instant of an edge it is already seen.
    const end = lampEdges.at(-1)!.at - this.#zero === now ? now + 1 : now;
    const edges = lampEdges.slice(this.#edge).map(({ at, color }) => ({ at: at - this.#zero, color }));
    const seen = told(spansWithin(spansOf(edges, end), this.#since, end), end);
    const sure = seen?.sure === true;
    this.#episodes.length = this.#settled;
    if (seen !== null) this.#episodes.push(...seen.before, seen.episode);
    if (sure && seen.before.length > 0) {
      this.#settled = this.#episodes.length - 1;
      this.#since = seen.episode.from;
      this.#edge += edges.findLastIndex(({ at }) => at <= this.#since);
    }
    this.#seen = { at: now, edges: lampEdges.length, sure };
    return sure;
  }
}
