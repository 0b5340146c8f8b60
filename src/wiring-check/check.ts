import type { PinMap } from "../../board/pins/pin-map.ts";
import { unoName } from "../../board/pins/uno-name.ts";
import { BoardError, type WiringProbe } from "../../board/port.ts";
import { after, type Clock, millis } from "../../firmware-sim/index.ts";
import { judgePress, judgeRest, notesOfRest, type Press } from "./button.ts";
import type { Finding } from "./finding.ts";
import { CHANNELS, type Channel, commonSeen, judgeLamp, type LampSights } from "./lamp.ts";
import type { Person } from "./person.ts";
import { judgeRelay } from "./relay.ts";

export interface Checking {
  /** Just begun. It is not ended here. */
  readonly probe: WiringProbe;
  readonly map: PinMap;
  readonly clock: Clock;
  readonly person: Person;
  /** Called with each finding as it is made. */
  readonly tell: (finding: Finding) => void;
}

/** Hum of the mains, which an open pin picks up, changes it some 100 times in this time (assumed; 50 Hz). */
const REST = millis(1500);

/**
 * Tries LED, relay and button, one after the other, with the help of somebody at the board.
 * @throws BoardError `lost`
 */
export async function checkWiring(checking: Checking): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const part of [checkLamp, checkRelay, checkButton])
    for (const finding of await part(checking)) {
      findings.push(finding);
      checking.tell(finding);
    }
  return findings;
}

async function checkLamp({ probe, map, person }: Checking): Promise<readonly Finding[]> {
  const { led } = map;
  const light = async (lit: Channel | null, common: PinMap["led"]["common"]): Promise<void> => {
    for (const channel of CHANNELS)
      await drive(probe, led[channel], (channel === lit) === (common === "cathode"));
  };
  await light(null, led.common);
  const dark = await person.sees("The LED is to be dark now.");
  const common = commonSeen(map, dark);
  const seen: Record<keyof LampSights, LampSights["dark"]> = {
    dark,
    red: "other",
    green: "other",
    blue: "other",
  };
  for (const channel of CHANNELS) {
    await light(channel, common);
    seen[channel] = await person.sees(`Pin ${unoName(led[channel])} is to light the LED ${channel} now.`);
  }
  await light(null, common);
  return judgeLamp(map, seen);
}

async function checkRelay({ probe, map, person }: Checking): Promise<readonly Finding[]> {
  const { pin, active, fitted } = map.relay;
  await drive(probe, pin, active === "high");
  const clicked = fitted && (await person.says("clicked", "The relay was told to close. Did it click?"));
  const lit = fitted
    ? "Is its load lit now, or the lamp by which the module shows that it is closed?"
    : "Is the LED marked L on the board lit now?";
  const closed = (clicked || !fitted) && (await person.says("closed", lit));
  await drive(probe, pin, active !== "high");
  return [judgeRelay(map, { clicked, closed })];
}

async function checkButton({ probe, map, clock, person }: Checking): Promise<readonly Finding[]> {
  const edges = new Map<number, number>();
  let heard: (pin: number, high: boolean) => void = () => {};
  const levels = await probe.watch((pin, high) => {
    edges.set(pin, (edges.get(pin) ?? 0) + 1);
    heard(pin, high);
  });
  if (levels === undefined) throw lost();
  await new Promise<void>((resolve) => void clock.wakeAt(after(clock.now(), REST), resolve));
  const rest = { levels, edges: new Map(edges) };
  const notes = notesOfRest(map, rest);
  const wrong = judgeRest(map, rest);
  if (wrong !== undefined) return [...notes, wrong];

  /** The pin that went to this level, of those asked for. */
  const edge = (to: boolean, of: (pin: number) => boolean): Promise<number> =>
    new Promise((resolve) => {
      heard = (pin, high) => {
        if (high === to && of(pin)) resolve(pin);
      };
    });
  const calm = (pin: number): boolean => !rest.edges.has(pin) || pin === map.button.pin;
  const pressed = edge(false, calm);
  const pin = await Promise.race([pressed, person.moves("down", "Press the button, and keep it pressed.")]);
  const press: Press = { pin: pin ?? undefined, released: false };
  if (press.pin !== map.button.pin) return [...notes, judgePress(map, press)];
  const up = edge(true, (other) => other === press.pin).then(() => true);
  const released = (await Promise.race([up, person.moves("up", "Let the button go.")])) === true;
  return [...notes, judgePress(map, { ...press, released })];
}

async function drive(probe: WiringProbe, pin: number, high: boolean): Promise<void> {
  if (!(await probe.drive(pin, high))) throw lost();
}

const lost = (): BoardError =>
  new BoardError("lost", "the board stopped answering: check its cable, then begin again");
