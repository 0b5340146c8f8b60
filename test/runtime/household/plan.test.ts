import { describe, expect, it } from "vitest";
import { genericRedBlink, millis } from "../../../firmware-sim/index.ts";
import type { HouseholdKind } from "../../../src/runtime/household/kinds.ts";
import { type House, house, newHouse } from "./house.ts";

const PERIOD = millis(600_000);

/** When each fault began, s, and which, in `hours`. */
async function course(home: House, seed: number, hours: number): Promise<string[]> {
  const began: string[] = [];
  let before: readonly HouseholdKind[] = [];
  home.bench.host.onChange(({ household, at }) => {
    for (const kind of household.faults)
      if (!before.includes(kind)) began.push(`${Math.floor(at / 1000)} ${kind}`);
    before = household.faults;
  });
  home.raise("random", { seed, period: PERIOD });
  for (let minute = 0; minute < 60 * hours; minute++) await home.wait(60_000);
  return began;
}

describe("a plan of random faults", () => {
  it("is the same for the same seed, and another for another", async () => {
    const first = await course(await house(genericRedBlink), 7, 2);
    expect(await course(await house(genericRedBlink), 7, 2)).toEqual(first);
    expect(await course(await house(genericRedBlink), 8, 2)).not.toEqual(first);
  });

  it("raises one each period, and ends it before the next", async () => {
    const home = await house(genericRedBlink);
    const began = await course(home, 3, 6);
    expect(began.length).toBeGreaterThanOrEqual(36);
    expect(new Set(began.map((each) => each.split(" ")[1])).size).toBeGreaterThan(5);
    expect(home.now.household.plan).toEqual({ seed: 3, period: PERIOD });
  });

  it("never lets the button stick, for that may reset the plug", async () => {
    const home = await house(genericRedBlink);
    for (const seed of [1, 2, 3]) {
      const began = await course(home, seed, 4);
      expect(began.some((each) => each.endsWith("stuck-button"))).toBe(false);
    }
    expect(home.now.provisioned).toBe(true);
  });

  it("takes what can be raised in a plug that is not set up", async () => {
    const home = await newHouse();
    const began = await course(home, 5, 4);
    expect(began.length).toBeGreaterThan(10);
    const kinds = new Set(began.map((each) => each.split(" ")[1]));
    expect([...kinds].filter((kind) => !CIRCUIT.includes(kind!))).toEqual([]);
  });

  it("ends when it is cleared, and after its time, the fault of the moment after its own", async () => {
    const home = await house();
    home.raise("random", { seed: 1, period: PERIOD });
    expect([home.wrong.length, home.clear("random")]).toEqual([1, { ok: true }]);
    expect(home.now.household.plan).toBeNull();
    await home.wait(PERIOD);
    expect(home.wrong).toEqual([]);
    expect(home.clear("random")).toMatchObject({ code: "no_effect" });

    home.raise("random", { seed: 1, period: PERIOD }, millis(2 * PERIOD + 1000));
    await home.wait(3 * PERIOD);
    expect([home.now.household.plan, home.wrong]).toEqual([null, []]);
  });

  it("is replaced by another", async () => {
    const home = await house();
    home.raise("random", { seed: 1, period: PERIOD }, millis(1000));
    home.raise("random", { seed: 2, period: PERIOD });
    await home.wait(2000);
    expect(home.now.household.plan).toEqual({ seed: 2, period: PERIOD });
  });
});

const CIRCUIT: readonly string[] = ["loose-connection", "overheat", "overload", "welded-relay"];
