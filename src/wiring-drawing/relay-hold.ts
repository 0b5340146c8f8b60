import type { PinMap } from "../../board/pins/pin-map.ts";

/**
 * The last GPIO that is pulled up from power-on until a program takes it; those after it are pulled down (BCM2835 ARM
 * Peripherals, table 6-31; BCM2711 ARM Peripherals, chapter 5). For the RP1 of a Pi 5 it was not looked up: assumed.
 */
const LAST_PULLED_UP = 8;

/**
 * Where a resistor at the relay's pin has to go, so that the relay stays open while no program drives the pin;
 * nowhere where the chip's own pull does it.
 */
export function pullTo({ relay }: PinMap): "3V3" | "GND" | undefined {
  const pulledUp = relay.pin <= LAST_PULLED_UP;
  if (!relay.fitted || pulledUp === (relay.active === "low")) return undefined;
  return relay.active === "low" ? "3V3" : "GND";
}

/** Said wherever a Raspberry Pi is wired (Raspberry Pi documentation, "General Purpose I/O"). */
export const NO_FIVE_VOLTS =
  "No GPIO of a Raspberry Pi may ever see 5 V: it works with 3.3 V, and more is likely to destroy it.";

/** What has to be known of this relay before it is wired. */
export function relayNotes(map: PinMap): readonly string[] {
  const { pin, active, fitted } = map.relay;
  if (!fitted) return [];
  const needed = pullTo(map);
  const notes: string[] = [];
  if (needed !== undefined) {
    const [what, at, other] =
      needed === "3V3"
        ? ["pull-up from IN to 3V3", "low", "GPIO 5 or 6, which are pulled high"]
        : ["pull-down from IN to GND", "high", "one of GPIO 16 to 27, which are pulled low"];
    notes.push(
      `Fit a 10 kΩ ${what}, or the relay may click while the Raspberry Pi starts: GPIO ${pin} is pulled ${at} ` +
        `until a program takes it. It needs no resistor on ${other}.`,
    );
  }
  notes.push(
    active === "low"
      ? "Only a module with VCC and JD-VCC apart, its jumper pulled off: any other pulls IN towards 5V inside."
      : "Only a module whose IN takes 3.3 V signals and is not pulled towards 5V inside.",
  );
  return notes;
}
