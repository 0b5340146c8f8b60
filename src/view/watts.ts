import type { Instant, Millis } from "../../firmware-sim/index.ts";

/** W that flow from `at` on. */
interface Flow {
  readonly at: Instant;
  readonly watts: number;
}

/** Changes kept: of a load with steps of the shortest length, those of five minutes. */
const KEPT = 3000;

/** What was seen of the power that flows. */
export class WattsSeries {
  #flows: Flow[] = [];

  /** At `at` it is known that `watts` flow. A time before the latest is of another run: what was before is let go. */
  note(at: Instant, watts: number): void {
    const last = this.#flows.at(-1);
    if (last !== undefined && at < last.at) this.#flows = [];
    else if (last?.watts === watts) return;
    else if (last?.at === at) this.#flows.pop();
    this.#flows.push({ at, watts });
    if (this.#flows.length > KEPT) this.#flows.shift();
  }

  /** The flows of the window, oldest first: the first may have begun before it. */
  within(from: Instant, to: Instant): readonly Flow[] {
    return this.#flows.filter(
      ({ at }, i) => at <= to && (this.#flows[i + 1]?.at ?? Number.POSITIVE_INFINITY) > from,
    );
  }
}

interface Frame {
  readonly to: Instant;
  readonly span: Millis;
  readonly width: number;
  readonly height: number;
  /** W at its upper edge. */
  readonly top: number;
}

/** The flows as an SVG path of steps, which ends at `to`; "" for none. */
export function stepsPath(flows: readonly Flow[], { to, span, width, height, top }: Frame): string {
  const x = (at: number): string => (Math.max(0, 1 - (to - at) / span) * width).toFixed(1);
  const y = (watts: number): string => ((1 - Math.min(1, watts / top)) * height).toFixed(1);
  const steps = flows.map(
    ({ at, watts }, i) => `${i === 0 ? "M" : "H"}${x(at)}${i === 0 ? " " : "V"}${y(watts)}`,
  );
  return steps.length === 0 ? "" : `${steps.join("")}H${x(to)}`;
}

/** 1, 2 or 5 times a power of ten, at least `watts` and 10: what a scale ends with. */
export function scaleTop(watts: number): number {
  const least = Math.max(10, watts);
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}
