import type { Instant } from "../../../firmware-sim/index.ts";
import { patternWords } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { lifecycleWords } from "../live/lifecycle-words.ts";
import { lampNow } from "../live/line.ts";
import { whyDark } from "../live/why-dark.ts";
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
export function stateText(identity: PlugIdentity, now: Snapshot): string {
  const { home } = now;
  const lines: readonly (readonly [string, string])[] = [
    ["plug", `${identity.id} (${now.profile.id}) on ${identity.board}, process ${identity.pid}`],
    ["plugged in", now.power === "on" ? "yes" : "no"],
    ["board", now.board],
    ["lifecycle", lifecycleWords(now.lifecycle)],
    ["LED", lampText(now)],
    ["outlet", `${now.relay.closed ? "on" : "off"} (by ${now.relay.source}, ${now.relay.changed})`],
    ["button", now.button],
    ["set up", now.provisioned ? `yes, account ${now.account ?? "none"}` : "no"],
    ["after a cut", `outlet ${now.startUp}`],
    ["memory", now.nvm],
    ["faults", faultsText(now.faults)],
    ["home", `Wi-Fi ${home.ssid} ${home.wifi}, cloud ${home.cloud} (simulated)`],
    ["listed by", home.listedBy.join(", ") || "no account"],
    ["broker", identity.broker ?? "off"],
    ["state in", identity.state],
  ];
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}`).join("\n");
}

export function lampText(now: Snapshot): string {
  const why = whyDark(now);
  return why === undefined ? patternWords(now.led.pattern) : `dark: ${why}`;
}
