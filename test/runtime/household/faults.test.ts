import { describe, expect, it } from "vitest";
import { type Profile, TROUBLES, type Trouble } from "../../../firmware-sim/index.ts";
import { HOUSEHOLD_FAULTS } from "../../../src/runtime/household/faults.ts";
import { HOUSEHOLD_KINDS, type HouseholdKind, type Remedy } from "../../../src/runtime/household/kinds.ts";
import { type House, house, PROFILES } from "./house.ts";

const MINUTE = 60_000;

/** What the plug itself makes of each, what its lamp shows, and how long at most it takes to show, ms. */
interface Shows {
  readonly trouble: Trouble;
  readonly amazon: string;
  readonly generic: string;
  readonly within: number;
}
const network: Shows = { trouble: "network", amazon: "offline", generic: "trouble", within: 20_000 };
const SHOWS: Readonly<Record<HouseholdKind, Shows>> = {
  "loose-connection": { trouble: "loose-connection", amazon: "trouble", generic: "trouble", within: 20_000 },
  "weak-signal": { ...network, within: 10 * MINUTE },
  "wrong-password": network,
  dhcp: network,
  dns: network,
  "router-down": network,
  blocked: network,
  overheat: { trouble: "overheat", amazon: "trouble", generic: "trouble", within: 10 },
  overload: { trouble: "overload", amazon: "trouble", generic: "trouble", within: 2000 },
  // Whoever holds that long is shown where a reset begins, before anything else.
  "stuck-button": { trouble: "stuck-button", amazon: "armed", generic: "factoryArmed", within: 61_000 },
  "welded-relay": { trouble: "welded-relay", amazon: "dark", generic: "trouble", within: 1000 },
  "outdated-firmware": { trouble: "outdated-firmware", amazon: "trouble", generic: "trouble", within: 10 },
};

const lampOf = (kind: HouseholdKind, { id }: Profile): string =>
  id === "amazon-smart-plug" ? SHOWS[kind].amazon : SHOWS[kind].generic;

/** Only a plug that measures what flows can tell that its relay does not open. */
const findable = (kind: HouseholdKind, { outlet }: Profile): boolean =>
  kind !== "welded-relay" || outlet?.meter != null;

/** Raises a fault, and does what brings it to light. */
async function raised(kind: HouseholdKind, profile: Profile): Promise<House> {
  const home = await house(profile);
  expect(home.raise(kind)).toEqual({ ok: true });
  if (kind === "welded-relay") home.bench.host.command({ do: "relay", to: "off", source: "ctl" });
  return home;
}

/** Lets time pass until the plug shows it, at most as long as promised. */
async function shown(home: House, kind: HouseholdKind): Promise<void> {
  const end = home.bench.clock.now() + SHOWS[kind].within;
  while (home.bench.clock.now() < end && !home.now.troubles.includes(SHOWS[kind].trouble))
    await home.wait(100);
}

const kinds = HOUSEHOLD_KINDS.flatMap((kind) =>
  PROFILES.map((profile) => ({ kind, profile, id: profile.id })),
);

describe("a household fault", () => {
  it.each(kinds)(
    "$kind is found by a $id itself, and shown as its profile says",
    async ({ kind, profile }) => {
      const home = await raised(kind, profile);
      expect(home.wrong).toContain(kind);
      await shown(home, kind);
      expect(home.now.troubles).toEqual(findable(kind, profile) ? [SHOWS[kind].trouble] : []);
      expect(home.now.led.name).toBe(lampOf(kind, profile));
    },
  );

  it.each(kinds)("$kind leaves nothing of a $id behind when it is cleared", async ({ kind, profile }) => {
    // A stuck button that comes free has been held long enough for a reset, an overload waits for a press.
    if (kind === "stuck-button") return;
    const home = await raised(kind, profile);
    await shown(home, kind);
    expect(home.clear(kind).ok).toBe(true);
    expect(home.wrong).toEqual([]);
    await home.wait(MINUTE);
    if (kind === "overload") await home.hold(100);
    expect(home.now.troubles).toEqual([]);
    expect(home.clear(kind)).toMatchObject({ ok: false, code: "no_effect" });
  });

  it("has words for people, and at least one remedy, each", () => {
    for (const kind of HOUSEHOLD_KINDS) {
      expect(HOUSEHOLD_FAULTS[kind].is).toMatch(/^[A-Z].*\.$/);
      expect(HOUSEHOLD_FAULTS[kind].cures.length).toBeGreaterThan(0);
      expect(TROUBLES).toContain(SHOWS[kind].trouble);
    }
  });
});

const BY_HAND: readonly Remedy[] = ["network-reset", "factory-reset", "replace", "contact-maker"];
const cures = HOUSEHOLD_KINDS.flatMap((kind) =>
  HOUSEHOLD_FAULTS[kind].cures
    .filter((cure) => !BY_HAND.includes(cure))
    .flatMap((cure) => PROFILES.map((profile) => ({ kind, cure, profile, id: profile.id }))),
);

describe("the remedy", () => {
  it.each(cures)("$cure ends $kind of a $id", async ({ kind, cure, profile }) => {
    const home = await raised(kind, profile);
    await shown(home, kind);
    const outcome = home.try(cure);
    expect(outcome).toEqual({ ok: true, note: expect.not.stringContaining("helps against nothing") });
    await home.wait(15 * MINUTE);
    expect(home.wrong).toEqual([]);
    if (kind === "stuck-button") return;
    if (kind === "overload") await home.hold(100);
    expect([home.now.troubles, home.now.power]).toEqual([[], "on"]);
    expect(home.now.lifecycle).toBe("online");
    expect(home.now.led.name).not.toBe(lampOf(kind, profile));
  });
});
