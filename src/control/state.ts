import type { Instant } from "../../firmware-sim/index.ts";
import { celsiusAt, energyAt, patternWords } from "../../firmware-sim/index.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { outletOf } from "../runtime/words.ts";
import { lampNow } from "../view/lamp-now.ts";
import { firmwareText } from "../view/words/firmware-words.ts";
import { lifecycleWords } from "../view/words/lifecycle-words.ts";
import { troublesText } from "../view/words/trouble-words.ts";
import { whyDark } from "../view/words/why-dark.ts";
import { faultsText } from "./fault.ts";

/** What does not change while the plug runs. */
export interface PlugIdentity {
  readonly id: string;
  readonly profile: string;
  readonly board: string;
  readonly pid: number;
  readonly state: string;
  /** Address of the broker, for people; null when it runs without one. */
  readonly broker: string | null;
}

/** Everything about the plug, for programs. */
export const stateResult = (identity: PlugIdentity, now: Snapshot, at: Instant) => ({
  plug: { ...identity, profile: now.profile.id },
  lamp: lampNow(now, at),
  heldForMs: now.hold === null ? null : at - now.hold.since,
  ...now,
});

/** The same for people, one line a thing. */
export function stateText(identity: PlugIdentity, now: Snapshot, at: Instant): string {
  const { home } = now;
  const lines: readonly Line[] = [
    ["plug", `${identity.id} (${now.profile.id}) on ${identity.board}, process ${identity.pid}`],
    ["plugged in", now.power === "on" ? "yes" : "no"],
    ["board", now.board],
    ["lifecycle", lifecycleWords(now.lifecycle)],
    ["LED", lampText(now)],
    ...outletLines(now, at),
    ["button", [now.button, ...now.otherButtons.map((name) => `${name} down`)].join(", ")],
    ["set up", now.provisioned ? `yes, account ${now.account ?? "none"}` : "no"],
    ["memory", now.nvm],
    ["firmware", firmwareText(now.firmware)],
    ["trouble", troublesText(now)],
    ["faults", faultsText(now)],
    ["home", `Wi-Fi ${home.ssid} ${home.wifi}, cloud ${home.cloud} (simulated)`],
    ["listed by", home.listedBy.join(", ") || "no account"],
    ["broker", identity.broker ?? "off"],
    ["state in", identity.state],
  ];
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}`).join("\n");
}

type Line = readonly [name: string, value: string];

/** What of it concerns the outlet; nothing of a make without one. */
function outletLines(now: Snapshot, at: Instant): readonly Line[] {
  const { profile, relay, meter, startUp, schedules, circuit } = now;
  if (!profile.outlet) return [];
  const power: Line[] =
    meter === null ? [] : [["power", `${meter.watts} W, ${energyAt(meter, at).toFixed(1)} Wh (simulated)`]];
  const fires = schedules.filter(({ enabled }) => enabled).length;
  return [
    ["outlet", `${outletOf({ relay })} (by ${relay.source}, ${relay.changed})`],
    [
      "load",
      `${circuit.load ?? "none"}, ${circuit.watts} W through a contact that is ${circuit.contact} (simulated)`,
    ],
    ["inside", `${celsiusAt(circuit.heat, at).toFixed(1)} °C, air ${circuit.air} (simulated)`],
    ...power,
    ["after a cut", `outlet ${startUp}`],
    ["schedules", schedules.length === 0 ? "none" : `${fires} of ${schedules.length} switched on`],
  ];
}

export function lampText(now: Snapshot): string {
  const why = whyDark(now);
  return why === undefined ? patternWords(now.led.pattern) : `dark: ${why}`;
}
