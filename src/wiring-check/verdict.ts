import type { PinMap } from "../../board/pins/pin-map.ts";
import type { Finding } from "./finding.ts";

/** What to change so that program and breadboard agree. */
export interface Correction {
  /** Flags that do it alone, such as "--led anode"; absent when pins differ. */
  readonly flags?: string;
  readonly map: PinMap;
}

/** The correction of all findings together; undefined when none of them is of the pin map. */
export function correctionOf(map: PinMap, findings: readonly Finding[]): Correction | undefined {
  const corrected = findings.reduce((now, finding) => finding.corrected?.(now) ?? now, map);
  if (same(corrected, map)) return undefined;
  const byFlags: PinMap = {
    ...map,
    led: { ...map.led, common: corrected.led.common },
    relay: { ...map.relay, active: corrected.relay.active },
  };
  if (!same(byFlags, corrected)) return { map: corrected };
  const flags = [
    ...(corrected.led.common === map.led.common ? [] : [`--led ${corrected.led.common}`]),
    ...(corrected.relay.active === map.relay.active ? [] : [`--relay active-${corrected.relay.active}`]),
  ];
  return { flags: flags.join(" "), map: corrected };
}

/** A pin map as a file has it. */
export function mapText({ board, button, led, relay }: PinMap): string {
  const { red, green, blue, common } = led;
  const { pin, active, fitted } = relay;
  const entries = Object.entries({
    board,
    button: { pin: button.pin },
    led: { red, green, blue, common },
    relay: { pin, active, fitted },
  });
  return `{\n${entries.map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`).join(",\n")}\n}`;
}

const same = (a: PinMap, b: PinMap): boolean => mapText(a) === mapText(b);
