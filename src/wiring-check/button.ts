import type { PinMap } from "../../board/pins/pin-map.ts";
import { pinFaults } from "../../board/pins/rules.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { type Finding, fail, note, ok } from "./finding.ts";

/** What the pins did before anybody was asked to press. */
export interface Rest {
  /** true is high, which the pull-up makes of every pin that nothing pulls down. */
  readonly levels: ReadonlyMap<number, boolean>;
  /** How often each pin changed. */
  readonly edges: ReadonlyMap<number, number>;
}

/** What came of asking for a press: the pin that went low first, and whether it came back; `pin` undefined: none did. */
export interface Press {
  readonly pin: number | undefined;
  readonly released: boolean;
}

/** A hand that touches the button, or a wire that slips, changes a pin once or twice; more without a press is no button. */
const FLOATS = 3;

/** What is wrong before any press; then a press would tell nothing more. */
export function judgeRest(map: PinMap, { levels, edges }: Rest): Finding | undefined {
  const { pin } = map.button;
  const name = `pin ${unoName(pin)}`;
  if ((edges.get(pin) ?? 0) >= FLOATS)
    return fail(
      `The button's ${name} changes by itself: nothing holds it high, so it floats. The board's own pull-up does when the ` +
        "button goes to GND, without a resistor: is there a wire to 5V, or does another circuit share the pin?",
    );
  if (levels.get(pin) === false)
    return fail(
      `The button on ${name} seems pressed all the time: its two wires are on one pair of legs, use two legs on a ` +
        `diagonal; or ${name} is joined to GND, look at its row.`,
    );
  return undefined;
}

/** Other pins that are low, or restless, of their own accord. */
export function notesOfRest(map: PinMap, { levels, edges }: Rest): readonly Finding[] {
  const named = (pins: readonly number[]) => pins.map((pin) => unoName(pin)).join(", ");
  const others = [...levels.keys()].filter((pin) => pin !== map.button.pin);
  const floating = others.filter((pin) => (edges.get(pin) ?? 0) >= FLOATS);
  const low = others.filter((pin) => levels.get(pin) === false && !floating.includes(pin));
  return [
    ...(low.length > 0
      ? [note(`Something pulls pin ${named(low)} to GND, which the pin map knows nothing of.`)]
      : []),
    ...(floating.length > 0 ? [note(`Pin ${named(floating)} changes by itself: what is wired to it?`)] : []),
  ];
}

export function judgePress(map: PinMap, { pin, released }: Press): Finding {
  const own = map.button.pin;
  const name = `pin ${unoName(own)}`;
  if (pin === undefined)
    return fail(
      `No press arrived on any pin. The button goes from ${name} to GND, never to 5V; of its four legs take two on a ` +
        "diagonal, and push it in across the gap in the middle.",
    );
  if (pin !== own) return elsewhere(map, pin);
  if (!released)
    return fail(
      `The button on ${name} was pressed and never came back: it jams, or its wires touch when it is pressed.`,
    );
  return ok(`The button works on ${name}.`);
}

function elsewhere(map: PinMap, pin: number): Finding {
  const found = `The press came from pin ${unoName(pin)}, and the pin map says ${unoName(map.button.pin)}: `;
  const corrected = { ...map, button: { pin } };
  const [fault] = pinFaults(corrected);
  const move = `move the button's wire to pin ${unoName(map.button.pin)}`;
  if (fault !== undefined) return fail(`${found}${move}. It cannot stay where it is: ${fault.what}.`);
  return fail(`${found}${move}, or use the pin map below.`, (now) => ({ ...now, button: { pin } }));
}
