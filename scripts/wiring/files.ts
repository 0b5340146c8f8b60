import type { PinMap } from "../../board/pins.ts";
import { piHeader, piTable } from "./pi-text.ts";
import { unoPicture } from "./uno-svg.ts";
import { bandTable, unoTable, unoText } from "./uno-text.ts";
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
    ["uno-drawing", unoText(uno)],
    ["uno-table", unoTable(uno)],
    ["bands", bandTable()],
    ["pi-table", piTable(pi)],
    ["pi-header", piHeader(pi)],
  ];
  return new Map([
    ["arduino-uno.svg", unoPicture(uno)],
    ["arduino-uno.diagram.json", wokwiDiagram(uno)],
    ["README.md", blocks.reduce((text, [name, block]) => replaceBlock(text, name, block), readme)],
  ]);
}

function replaceBlock(readme: string, name: string, block: string): string {
  const begin = `<!-- begin ${name} (drawn from the pin map) -->`;
  const end = `<!-- end ${name} -->`;
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error(`wiring/README.md lacks "${begin}" or the "${end}" that follows it`);
  return `${readme.slice(0, from + begin.length)}\n\n${block}\n\n${readme.slice(to)}`;
}
