import { loadPinMap, loadPinMapFile, type PinMap } from "../../board/pins.ts";
import type { HeaderChip, PiReport } from "../../board/raspberry-pi/inspect.ts";
import { CONSUMER } from "../../board/raspberry-pi/open-error.ts";
import type { Settings } from "../config/settings.ts";
import { headerPlace, headerText, uses } from "../wiring-drawing/pi-header.ts";
import type { Tell } from "./marks.ts";

/** GPIO 0 to 27 are on the header; what else the chip has is inside the board. */
const LAST_ON_HEADER = 27;
const CONFIG = "/boot/firmware/config.txt";

/** Looks at the header of a Raspberry Pi; anywhere else not a word is told. @throws PinMapError */
export async function checkPi({ pins }: Settings, tell: Tell): Promise<void> {
  const { inspectPi } = await import("../../board/raspberry-pi/inspect.ts");
  const report = inspectPi();
  if (report === undefined) return;
  const map = pins === undefined ? undefined : loadPinMapFile(pins);
  tellPi(report, map?.board === "raspberry-pi" ? map : loadPinMap("raspberry-pi"), tell);
}

export function tellPi({ model, chip, problem, keepsLevels }: PiReport, map: PinMap, tell: Tell): void {
  if (model !== undefined) tell("ok", model);
  const inUse = chip && holdersOf(chip);
  if (chip === undefined) tell("FAIL", `Header: ${problem}`);
  else tell("ok", `Header: chip ${chip.label}, ${chip.path}, which you may use`);
  if (inUse !== undefined) tellLines(inUse, uses(map), tell);
  if (keepsLevels === true)
    tell(
      "note",
      `This kernel leaves outputs as they are: a relay that is on stays on if plugbench is killed. To have it off, add "dtparam=strict_gpiod" to ${CONFIG} and restart`,
    );
  if (inUse !== undefined)
    tell("ok", `The header as it lies before you:\n${headerText(map, inUse).replaceAll(/^/gm, "      ")}`);
}

/** Of the lines on the header those in use, by GPIO. */
const holdersOf = ({ lines }: HeaderChip): ReadonlyMap<number, string> =>
  new Map(
    lines
      .filter(({ used, offset }) => used && offset <= LAST_ON_HEADER)
      .map(({ offset, consumer }) => [offset, nameOf(consumer)]),
  );

function tellLines(inUse: ReadonlyMap<number, string>, pins: ReadonlyMap<number, string>, tell: Tell): void {
  for (const [gpio, holder] of inUse) {
    const use = pins.get(gpio);
    const line = `GPIO ${gpio} (place ${headerPlace(gpio)})`;
    if (use === undefined) tell("note", `${line} is in use by ${holder}`);
    else if (holder === CONSUMER) tell("ok", `${line}, ${use}, is in use by a plugbench that runs`);
    else
      tell(
        "FAIL",
        `${line}, ${use}, is in use by ${holder}: end that program, or take the driver out of ${CONFIG}, or name other pins with --pins`,
      );
  }
  const free = [...pins].filter(([gpio]) => !inUse.has(gpio));
  if (free.length > 0) tell("ok", `Free: ${free.map(([gpio, use]) => `${use} = GPIO ${gpio}`).join(", ")}`);
}

/** Programs choose their own names: none may begin a line of ours. */
const nameOf = (consumer: string): string =>
  consumer === "" ? "somebody without a name" : consumer.replaceAll("\n", "\u{fffd}");
