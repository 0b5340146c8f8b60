import { expect, it } from "vitest";
import { amazonSmartPlug, compile, type PlugInput, walk } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { promisesOf } from "../laws/promises.ts";
import {
  ACCOUNT,
  itKeepsItsPromises,
  OUTLET,
  OUTLET_BY_PART,
  POWER,
  PROTECTION,
  RESETS,
  SETUP,
  UPDATES,
} from "../laws/spaces.ts";

/** Everything but what only moves outlet and identify, which multiply the space without meeting the rest. */
const KINDS: readonly PlugInput["kind"][] = [
  "edge",
  "powerLost",
  "buttonLost",
  "stalled",
  "provision",
  "linkUp",
  "linkDown",
  "cloudUp",
  "cloudDown",
  "joined",
  "joinFailed",
  "deregistered",
  "announced",
  "goodbyeDone",
  "goodbyePaid",
  "saveFailed",
];

it("keeps its promises in every state that set-up, network, button and reset can reach together", () => {
  const firmware = compile(amazonSmartPlug);
  const result = walk(firmware, promisesOf(firmware), { nvm: null, kinds: KINDS, limit: 3_000_000 });
  console.log(`whole chart: ${result.nodes} nodes`);
  expect(result.complete).toBe(true);
});

for (const profile of PROFILES)
  itKeepsItsPromises(profile, [
    SETUP,
    RESETS,
    // With power-ons that are counted it is too large to walk to its end.
    ...(profile.counts.length === 0 ? [OUTLET] : []),
    ...OUTLET_BY_PART,
    POWER,
    ...ACCOUNT,
    ...PROTECTION,
    ...UPDATES,
  ]);
