import type { ColorName } from "../../firmware-sim/index.ts";
import type { LampEdge } from "../../src/seen/lamp.ts";
import type { Bench, Published } from "../../src/testing/bench-port.ts";
import type { Seen } from "../../src/testing/matchers/seen.ts";
import { spanMs } from "../../src/testing/span.ts";

/** `[color, ms]`, one after the other, from 0 on; the last one stays. */
export type Story = readonly (readonly [ColorName, number])[];

export const times = (count: number, ...round: Story): Story =>
  Array.from({ length: count }, () => round).flat();

export function edgesOf(story: Story): LampEdge[] {
  let at = 0;
  return story.map(([color, span]) => {
    const edge = { at, color };
    at += span;
    return edge;
  });
}

/** What the matchers need of a bench: a lamp and a broker that do as they were told beforehand. */
export class FakeBench
  implements Pick<Bench, "now" | "lampEdges" | "patterns" | "published" | "broker" | "until" | "advance">
{
  now = 0;
  readonly patterns = [];
  readonly broker = "mqtt://127.0.0.1:1883";
  readonly #edges: readonly LampEdge[];
  readonly #messages: readonly Published[];

  constructor(story: Story, messages: readonly Published[] = []) {
    this.#edges = edgesOf(story);
    this.#messages = messages;
  }

  get lampEdges() {
    return this.#edges.filter(({ at }) => at <= this.now);
  }

  get published() {
    return this.#messages.filter(({ at }) => at <= this.now);
  }

  async until(done: () => boolean, limit: number | string): Promise<boolean> {
    const end = this.now + spanMs(limit);
    for (;;) {
      if (done()) return true;
      const next = [...this.#edges, ...this.#messages].map(({ at }) => at).filter((at) => at > this.now);
      if (this.now >= end) return false;
      this.now = Math.min(end, ...next);
    }
  }

  async advance(span: number | string): Promise<void> {
    await this.until(() => false, span);
  }
}

/** All of `story` was watched. */
export function seenOf(story: Story): Seen {
  const to = story.reduce((sum, [, span]) => sum + span, 0);
  return { from: 0, to, fromEdge: true, edges: edgesOf(story), published: null };
}

/** A bench whose lamp tells `story`, at `now`. */
export function benchOf(story: Story, now = 0, messages: readonly Published[] = []): Bench {
  const fake = new FakeBench(story, messages);
  fake.now = now;
  return fake as unknown as Bench;
}

/** The text with which `expectation` fails. */
export async function failureOf(expectation: () => unknown): Promise<string> {
  try {
    await expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it did not fail");
}

export const BOOT_AND_BLUE: Story = [
  ["off", 3000],
  ...times(3, ["red", 250], ["off", 250]),
  ...times(20, ["blue", 500], ["off", 500]),
];
export const STEADY: Story = [
  ["off", 1000],
  ["red", 5000],
  ["blue", 8000],
  ["off", 4000],
];
