import {
  amazonSmartPlug,
  FACTORY_VERSION,
  type Instant,
  instant,
  type LedPattern,
} from "../../firmware-sim/index.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";

export const at = (ms: number): Instant => instant(ms);

const led = (name: keyof typeof amazonSmartPlug.patterns): Snapshot["led"] => {
  const pattern: LedPattern = amazonSmartPlug.patterns[name].pattern;
  return { name, pattern, since: at(0) };
};

/** A plug that is set up, online, its outlet off: changed as a test needs it. */
export function snapshot(
  change: Partial<Omit<Snapshot, "led">> & { readonly led?: keyof typeof amazonSmartPlug.patterns } = {},
): Snapshot {
  const { led: pattern = "dark", ...rest } = change;
  return {
    at: at(0),
    lifecycle: "online",
    power: "on",
    board: "online",
    button: "up",
    otherButtons: [],
    hold: null,
    led: led(pattern),
    relay: { closed: false, source: "power", changed: "2026-01-01T00:00:00.000Z" },
    network: "cloud",
    provisioned: true,
    account: "home",
    startUp: "previous",
    nvm: "ok",
    profile: { id: amazonSmartPlug.id, name: amazonSmartPlug.name, outlet: true, meter: false },
    troubles: [],
    networkTrouble: null,
    meter: null,
    circuit: {
      load: null,
      watts: 0,
      contact: "open",
      air: "open",
      heat: { since: at(0), celsius: 25, settles: 33, tau: 600_000 },
      faults: [],
    },
    schedules: [],
    firmware: { version: FACTORY_VERSION, update: "none", offered: null, progress: 0 },
    faults: [],
    household: { faults: [], plan: null },
    home: {
      ssid: "plugbench",
      wifi: "up",
      cloud: "up",
      accounts: [{ name: "home", listsPlug: true }],
      listedBy: ["home"],
    },
    ...rest,
  };
}
