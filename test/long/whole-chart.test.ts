import { expect, it } from "vitest";
import { type PlugInput, walk } from "../../firmware-sim/index.ts";
import { check, firmware } from "../laws/promises.ts";

/** Everything but what only moves outlet and identify, which multiply the space without meeting the rest. */
const KINDS: readonly PlugInput["kind"][] = [
  "edge",
  "powerLost",
  "buttonLost",
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
];

it("keeps its promises in every state that set-up, network, button and reset can reach together", () => {
  const result = walk(firmware, check, { nvm: null, kinds: KINDS, limit: 3_000_000 });
  console.log(`whole chart: ${result.nodes} nodes`);
  expect(result.complete).toBe(true);
});
