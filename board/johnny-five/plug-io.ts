import { type Clock, type ColorName, type Instant, millis } from "../../firmware-sim/index.ts";
import { levelsOf, type Outputs, SAFE } from "../levels.ts";
import type { PinMap } from "../pins.ts";
import type { WiringProbe } from "../port.ts";
import type { FiveBoard, FiveIo } from "./library.ts";
import { PinProbe } from "./pin-probe.ts";
import { PortWriter } from "./port-writer.ts";
import { RoundTrips } from "./round-trips.ts";

const REPORT_DIGITAL = 0xd0;
/** A real Uno answers within 3 ms; these leave room for a stalled host, and for a close within 2 s. */
const SET_UP_WITHIN = millis(3000);
const ANSWER_WITHIN = millis(1000);

/** Button, lamp and relay on the pins of one connected board; thrown away with the connection. */
export class PlugIo {
  onEdge: (down: boolean, at: Instant) => void = () => {};
  /** The firmware started anew (reset button, dip of the supply): its pins are as after power-on. */
  onRestart: () => void = () => {};
  readonly #board: FiveBoard;
  readonly #io: FiveIo;
  readonly #pins: PinMap;
  readonly #clock: Clock;
  readonly #defer: (action: () => void) => void;
  readonly #ports: PortWriter;
  readonly #roundTrips: RoundTrips;
  #down: boolean | undefined;
  #live = false;
  #shown: Outputs = SAFE;
  #probe: PinProbe | undefined;

  /** `board` is ready; `defer` runs a listener outside the parser of incoming bytes (see Line). */
  constructor(board: FiveBoard, pins: PinMap, clock: Clock, defer: (action: () => void) => void) {
    this.#board = board;
    this.#io = board.io;
    this.#pins = pins;
    this.#clock = clock;
    this.#defer = defer;
    this.#ports = new PortWriter((message) => this.#io.transport.write(message));
    this.#roundTrips = new RoundTrips(board.io, clock);
    // After the handshake nobody asks for the firmware's name: it says it only when it starts.
    board.io.on("queryfirmware", () => defer(() => this.onRestart()));
  }

  /**
   * From any state into the safe one: relay open, lamp dark, button watched and its level known.
   * False when the board does not confirm it.
   */
  async setUp(): Promise<boolean> {
    const { relay, led, button } = this.#pins;
    const { OUTPUT } = this.#io.MODES;
    // Also forgets what an earlier program left behind when the board was not reset by opening its port.
    this.#io.reset();
    // OUTPUT means low, and low energises an active-low relay: its level goes out before all else.
    this.#board.pinMode(relay.pin, OUTPUT);
    this.#set(SAFE);
    this.#ports.flush();
    for (const pin of [led.red, led.green, led.blue]) this.#board.pinMode(pin, OUTPUT);
    this.#ports.forget();
    this.#ports.flush();
    this.#pullUp(button.pin);
    this.#board.digitalRead(button.pin, (level) => this.#report(level === 0));
    const confirmed = await this.#roundTrips.make(SET_UP_WITHIN);
    // Firmata up to 2.4 reports changes only, counted from 0 after a reset: silence means low, pressed.
    this.#down ??= true;
    this.#live = confirmed;
    return confirmed;
  }

  setLed(color: ColorName): void {
    this.#shown = { ...this.#shown, color };
    if (this.#probe === undefined) this.#write();
  }

  setRelay(closed: boolean): void {
    this.#shown = { ...this.#shown, closed };
    if (this.#probe === undefined) this.#write();
  }

  /** @throws Error while another is open */
  probe(): WiringProbe {
    if (this.#probe !== undefined) throw new Error("the wiring is being looked at already");
    this.#probe = new PinProbe({
      board: this.#board,
      pins: this.#pins,
      ports: this.#ports,
      clock: this.#clock,
      defer: this.#defer,
      pullUp: (pin) => this.#pullUp(pin),
      confirmed: () => this.#roundTrips.make(ANSWER_WITHIN),
      ended: () => {
        this.#probe = undefined;
        this.#write();
      },
    });
    return this.#probe;
  }

  /** The level after all that the board has reported up to now has arrived; false when it is gone. */
  async readButton(): Promise<boolean> {
    this.#io.transport.write([REPORT_DIGITAL | (this.#pins.button.pin >> 3), 1]);
    await this.#roundTrips.make(ANSWER_WITHIN);
    return this.#live && this.#down === true;
  }

  /** Relay open, lamp dark; resolves when the board has done it, or after 1 s. */
  async makeSafe(): Promise<void> {
    this.#live = false;
    this.#probe?.abandon();
    this.#set(SAFE);
    this.#ports.flush();
    await this.#roundTrips.make(ANSWER_WITHIN);
  }

  /** No more edges; whoever waits for an answer of the board stops waiting. */
  abandon(): void {
    this.#live = false;
    this.#probe?.abandon();
    this.#roundTrips.abandon();
  }

  #write(): void {
    this.#set(this.#shown);
    this.#ports.flush();
  }

  #set(outputs: Outputs): void {
    for (const [pin, high] of levelsOf(this.#pins, outputs)) this.#ports.set(pin, high);
  }

  /** Firmata has a mode for it since 2.5; before, a 1 written to an input switches its pull-up on. */
  #pullUp(pin: number): void {
    const { INPUT, PULLUP } = this.#io.MODES;
    if (this.#io.pins[pin]?.supportedModes.includes(PULLUP)) {
      this.#board.pinMode(pin, PULLUP);
      return;
    }
    this.#board.pinMode(pin, INPUT);
    this.#ports.set(pin, true);
    this.#ports.flush();
  }

  /** Firmata reports whole ports, so the same level arrives again when another pin has changed. */
  #report(down: boolean): void {
    if (down === this.#down) return;
    this.#down = down;
    if (!this.#live) return;
    const at = Math.floor(this.#clock.now()) as Instant;
    this.#defer(() => this.onEdge(down, at));
  }
}
