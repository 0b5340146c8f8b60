/**
 * Which pin does what. `wiring/*.json` holds one for each kind of board.
 * Pins are the board's own numbers: Uno digital pins (A0–A5 are 14–19), Raspberry Pi GPIO (BCM) numbers.
 */
export interface PinMap {
  readonly board: "arduino-uno" | "raspberry-pi";
  /** Closes to ground when pressed; the board's own pull-up holds it high otherwise. */
  readonly button: { readonly pin: number };
  readonly led: {
    readonly red: number;
    readonly green: number;
    readonly blue: number;
    readonly common: "cathode" | "anode";
  };
  /**
   * Without a relay an LED stands in, active high: the Uno's own on pin 13; on a Raspberry Pi one with a resistor,
   * between this pin and ground.
   */
  readonly relay: { readonly pin: number; readonly active: "high" | "low"; readonly fitted: boolean };
}

/** What a command line or a configuration may change of a pin map without a file of its own. */
export interface PinOverrides {
  readonly led?: "cathode" | "anode";
  /** "none": no relay is fitted, an LED stands in for it. */
  readonly relay?: "active-high" | "active-low" | "none";
}

/** A pin map that cannot be used. The message says which file, which entry, what is wrong, and what to do next. */
export class PinMapError extends Error {
  override readonly name = "PinMapError";

  /** Names and values of a hostile file come back in messages: nothing of them may steer a terminal. */
  constructor(message: string, options?: ErrorOptions) {
    super(message.replace(/[^\P{Cc}\n]/gu, "\u{fffd}"), options);
  }
}
