import type { PinMap } from "../../board/pins.ts";
import { currentTable } from "../../src/wiring-drawing/led-current.ts";
import { partsTable } from "../../src/wiring-drawing/parts.ts";
import { headerText } from "../../src/wiring-drawing/pi-header.ts";
import { piPicture } from "../../src/wiring-drawing/pi-svg.ts";
import { piTable } from "../../src/wiring-drawing/pi-text.ts";
import { bandTable } from "../../src/wiring-drawing/resistor.ts";
import { unoPicture } from "../../src/wiring-drawing/uno-svg.ts";
import { unoTable, unoText } from "../../src/wiring-drawing/uno-text.ts";
import { markdown } from "./table.ts";
import { wokwiDiagram } from "./wokwi.ts";

export interface PinMaps {
  readonly uno: PinMap;
  readonly pi: PinMap;
}

/**
 * Every file that is drawn from the pin maps, by its name in `wiring/`. Of the README only the blocks between
 * its markers are drawn: `readme` is the text that holds them.
 *
 * @throws Error when the README lacks a block
 */
export function wiringFiles({ uno, pi }: PinMaps, readme: string): ReadonlyMap<string, string> {
  const blocks: readonly (readonly [string, string])[] = [
    ["parts", markdown(partsTable(uno))],
    ["uno-drawing", fenced(unoText(uno))],
    ["uno-table", markdown(unoTable(uno), 0)],
    ["bands", markdown(bandTable())],
    ["pi-parts", markdown(partsTable(pi))],
    ["pi-table", markdown(piTable(pi), 0)],
    ["pi-header", fenced(headerText(pi))],
    ["pi-currents", markdown(currentTable())],
  ];
  return new Map([
    ["arduino-uno.svg", unoPicture(uno)],
    ["arduino-uno.diagram.json", wokwiDiagram(uno)],
    ["raspberry-pi.svg", piPicture(pi)],
    ["README.md", blocks.reduce((text, [name, block]) => replaceBlock(text, name, block), readme)],
  ]);
}

const fenced = (drawing: string): string => `\`\`\`text\n${drawing}\n\`\`\``;

function replaceBlock(readme: string, name: string, block: string): string {
  const begin = `<!-- begin ${name} (drawn from the pin map) -->`;
  const end = `<!-- end ${name} -->`;
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error(`wiring/README.md lacks "${begin}" or the "${end}" that follows it`);
  return `${readme.slice(0, from + begin.length)}\n\n${block}\n\n${readme.slice(to)}`;
}
