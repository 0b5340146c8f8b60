import { expect } from "vitest";
import type { VirtualBench } from "../support/host-bench.ts";

/*
 * S3 names no speed, no time and no gesture: how fast it blinks and how long a hold is are the profile's
 * assumptions, so the tests ask for colours, and hold until the profile's own rung.
 */

/** Longer than the plug takes to notice that its network is gone. */
export const NOTICED = 20_000;
/** Longer than a reset, or joining a Wi-Fi, takes. */
export const DONE = 10_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Each colour of the next `ms`, in order. */
export async function colorsOf(
  { board, clock, writes }: VirtualBench,
  ms = 5000,
): Promise<readonly string[]> {
  const before = writes.length;
  const first = board.lamp;
  await clock.advance(ms);
  return [first, ...writes.slice(before).flatMap(({ lamp }) => lamp ?? [])];
}

export async function expectRedBlink(bench: VirtualBench): Promise<void> {
  const colors = await colorsOf(bench);
  expect(colors.length).toBeGreaterThan(3);
  expect(new Set(colors)).toEqual(new Set(["red", "off"]));
}

export async function expectSteady(bench: VirtualBench, ms?: number): Promise<void> {
  const colors = await colorsOf(bench, ms);
  expect(colors).toHaveLength(1);
  expect(["green", "blue"]).toContain(colors[0]);
}

/** Lets time pass, at most `ms`, until `holds`; it is looked at every `step` ms. */
export async function passUntil(
  { clock }: VirtualBench,
  holds: () => boolean,
  ms: number,
  step = 100,
): Promise<void> {
  const end = clock.now() + ms;
  while (!holds() && clock.now() < end) await clock.advance(step);
  expect(holds(), `within ${ms} ms: ${holds}`).toBe(true);
}

/** By the app, with the home's own Wi-Fi and account. */
export async function setUp({ host, clock }: VirtualBench): Promise<void> {
  expect(host.command({ do: "provision" })).toEqual({ ok: true });
  await clock.advance(DONE);
}
