import type {
  Account,
  Air,
  Circuit,
  CircuitFault,
  Firmware,
  Heat,
  Home,
  Instant,
  LedPattern,
  NetworkTrouble,
  NvmHealth,
  Plug,
  Profile,
  Schedule,
  Source,
  StartUp,
  Trouble,
} from "../../firmware-sim/index.ts";
import { circuitFaults, shown, stateOf, troublesOf } from "../../firmware-sim/index.ts";
import type { Household } from "./household/kinds.ts";
import { same } from "./same.ts";
import type { WireFault } from "./wire-faults.ts";

/** Everything about the plug and its bench at one instant; a new object whenever something changed. */
export interface Snapshot {
  readonly at: Instant;
  /** `off`, `booting`, or the state of the lifecycle region. */
  readonly lifecycle: string;
  readonly power: "on" | "off";
  readonly board: "online" | "offline";
  readonly button: "down" | "up";
  /** The make's other buttons that are down. */
  readonly otherButtons: readonly string[];
  /** A hold that counts: since when, and the highest rung it has reached. `buttons`: of a combination. */
  readonly hold: {
    readonly since: Instant;
    readonly rung: string | null;
    readonly buttons?: readonly string[];
  } | null;
  readonly led: { readonly name: string; readonly pattern: LedPattern; readonly since: Instant };
  readonly relay: {
    readonly closed: boolean;
    readonly source: Source;
    /** Wall clock, ISO 8601. */
    readonly changed: string;
  };
  readonly network: "down" | "local" | "cloud";
  readonly provisioned: boolean;
  readonly account: string | null;
  readonly startUp: StartUp;
  readonly nvm: NvmHealth;
  /** The make of the plug that is in place, and what it has. */
  readonly profile: {
    readonly id: string;
    readonly name: string;
    readonly outlet: boolean;
    readonly meter: boolean;
  };
  /** What the plug itself knows to be wrong, the most urgent first. */
  readonly troubles: readonly Trouble[];
  /** Why it cannot use its network, as far as it knows. */
  readonly networkTrouble: NetworkTrouble | null;
  /** Energy in Wh at `since`, and the W that flow from then on; null for a make without a meter. */
  readonly meter: {
    readonly since: Instant;
    readonly watts: number;
    readonly wh: number;
    readonly volts: number;
  } | null;
  /** What current flows through, as someone at the bench can see and touch it. */
  readonly circuit: {
    /** What is plugged in. */
    readonly load: string | null;
    /** W that flow. */
    readonly watts: number;
    readonly contact: "open" | "closed";
    readonly air: Air;
    /** °C inside the plug: see celsiusAt(). */
    readonly heat: Heat;
    readonly faults: readonly CircuitFault[];
  };
  readonly schedules: readonly Schedule[];
  readonly firmware: {
    /** That runs. */
    readonly version: string;
    readonly update: string;
    readonly offered: { readonly version: string; readonly required: boolean } | null;
    /** 0 to 1 of what is on offer. */
    readonly progress: number;
  };
  /** What goes wrong on purpose on the wire. */
  readonly faults: readonly WireFault[];
  /** What is wrong in the house, on purpose or by itself. */
  readonly household: Household;
  readonly home: {
    readonly ssid: string;
    readonly wifi: "up" | "down";
    readonly cloud: "up" | "down";
    readonly accounts: readonly Account[];
    /** Of those, the names of the ones that list the plug. */
    readonly listedBy: readonly string[];
  };
}

export interface Surroundings {
  readonly at: Instant;
  readonly power: "on" | "off";
  readonly board: "online" | "offline";
  readonly otherButtons: readonly string[];
  readonly relay: Snapshot["relay"];
  readonly profile: Profile;
  readonly faults: Snapshot["faults"];
  readonly household: Household;
  readonly circuit: Circuit;
  readonly fingerDown: boolean;
}

/** States in which no hold goes on that can lead to anything, and those of one that has reached no rung. */
const NOT_HELD = ["up", "ignored", "confirming"];
const NO_RUNG = ["pressed", "held"];

/** The Action button's, if there is one, else that of the buttons held together. */
function holdOf(firmware: Firmware, plug: Plug): Snapshot["hold"] {
  for (const [region, { pressedAt: since }] of [
    ["button", plug],
    ["combination", plug.combo],
  ] as const) {
    const state = stateOf(firmware, plug, region);
    if (NOT_HELD.includes(state)) continue;
    const rung = NO_RUNG.includes(state) ? null : state;
    const { combination } = firmware.profile;
    return { since, rung, ...(region === "combination" ? { buttons: combination!.buttons } : {}) };
  }
  return null;
}

export function snapshotOf(firmware: Firmware, plug: Plug, home: Home, around: Surroundings): Snapshot {
  const supply = stateOf(firmware, plug, "supply");
  const { name, pattern, since } = shown(firmware, plug);
  const { wifi, router, cloud, accounts } = home.record;
  return {
    at: around.at,
    lifecycle: supply === "running" ? stateOf(firmware, plug, "lifecycle") : supply,
    power: around.power,
    board: around.board,
    button: supply === "off" ? (around.fingerDown ? "down" : "up") : plug.contact.raw ? "down" : "up",
    otherButtons: around.otherButtons,
    hold: holdOf(firmware, plug),
    led: { name, pattern, since },
    relay: around.relay,
    network: stateOf(firmware, plug, "network") as Snapshot["network"],
    provisioned: plug.nvm.wifi !== null,
    account: plug.nvm.account,
    startUp: plug.nvm.startUp,
    nvm: stateOf(firmware, plug, "nvm") === "failing" ? "failing" : plug.loaded,
    profile: profileOf(around.profile),
    troubles: troublesOf(plug),
    networkTrouble: plug.networkTrouble,
    meter: meterOf(firmware, plug),
    circuit: circuitOf(around.circuit),
    schedules: plug.nvm.schedules,
    firmware: firmwareOf(firmware, plug),
    faults: around.faults,
    household: around.household,
    home: {
      ssid: wifi.ssid,
      wifi: router,
      cloud,
      accounts,
      listedBy: accounts.filter((account) => account.listsPlug).map((account) => account.name),
    },
  };
}

const profileOf = ({ id, name, outlet }: Profile): Snapshot["profile"] => ({
  id,
  name,
  outlet: outlet !== null,
  meter: outlet?.meter != null,
});

function meterOf({ profile: { outlet } }: Firmware, { meter }: Plug): Snapshot["meter"] {
  return outlet?.meter == null ? null : { ...meter, volts: outlet.volts };
}

const circuitOf = (circuit: Circuit): Snapshot["circuit"] => ({
  load: circuit.load?.name ?? null,
  watts: circuit.watts,
  contact: circuit.contact ? "closed" : "open",
  air: circuit.air,
  heat: circuit.heat,
  faults: circuitFaults(circuit),
});

function firmwareOf(firmware: Firmware, plug: Plug): Snapshot["firmware"] {
  const { version, trying } = plug.nvm.firmware;
  return {
    version: trying?.booted ? trying.version : version,
    update: stateOf(firmware, plug, "update"),
    offered: plug.offered,
    progress: plug.progress,
  };
}

/** Whether two snapshots say the same, whenever they were taken. A fault that was raised again is another one. */
export function sameState(a: Snapshot, b: Snapshot): boolean {
  return a.faults === b.faults && same({ ...a, at: b.at }, b);
}
