import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import type { Locator } from "playwright-core";
import { COLORS, type ColorName } from "../../firmware-sim/index.ts";
import type { PageView } from "./page-view.ts";

const PICTURES = join(import.meta.dirname, "../../docs/page");
/** With it, what is shown becomes what is kept. */
const DRAWS = process.env["PLUGBENCH_DRAW"] === "1";
/** What of the plug's panel is another each time. */
const MOVES = "pb-plug [data-test=hold]";
/** README.md shows several side by side. */
const SCALE = 0.75;
/** Pieces are compared by their mean colour, so that a letter drawn a little otherwise is none, px. */
const PIECE = 16;
/** How far, of 255, a piece may be off in a channel. */
const TOLERANCE = 40;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The plug as the page draws it with its lamp lit so. */
export interface Photograph {
  readonly png: Buffer;
  /** What of it does not count. */
  readonly masks: readonly Box[];
}

/** Undefined when the lamp is not seen in this colour within `patience` ms. */
export async function photograph(
  view: PageView,
  color: ColorName,
  patience = 20_000,
): Promise<Photograph | undefined> {
  const box = await boxOf(view.page.locator("pb-plug section"));
  const lamp = within(box, await boxOf(view.lamp));
  const masks = await Promise.all((await view.page.locator(MOVES).all()).map(boxOf));
  const session = await view.devtools();
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const { data } = await session.send("Page.captureScreenshot", { clip: { ...box, scale: SCALE } });
    const png = Buffer.from(data, "base64");
    // What the page believes is on the screen a frame later.
    if (isLit(png, lamp, color)) return { png, masks: masks.map((mask) => within(box, mask)) };
  }
  return undefined;
}

/** Beside its highlight and its letter the lamp is of one colour; dark it is a dark grey. */
function isLit(png: Uint8Array, { x, y, width, height }: Box, color: ColorName): boolean {
  const spot = { x: Math.round(x + 0.22 * width), y: Math.round(y + 0.55 * height), width: 2, height: 2 };
  const seen = meanOf(decode(png), spot);
  if (color === "off") return Math.max(...seen) < 110;
  const { r, g, b } = COLORS[color];
  return [r, g, b].every((value, channel) => Math.abs(value - seen[channel]!) < 60);
}

/** Where on the picture of `box` a mask is. */
const within = (box: Box, { x, y, width, height }: Box): Box => ({
  x: (x - box.x) * SCALE,
  y: (y - box.y) * SCALE,
  width: width * SCALE,
  height: height * SCALE,
});

/** In the coordinates of the whole page, whole pixels. */
const boxOf = (part: Locator): Promise<Box> =>
  part.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { scrollX, scrollY } = element.ownerDocument.defaultView;
    const [x, y] = [Math.floor(left + scrollX), Math.floor(top + scrollY)];
    return { x, y, width: Math.ceil(right + scrollX) - x, height: Math.ceil(bottom + scrollY) - y };
  });

/** What is wrong with the picture that docs/page keeps under `name`; undefined when nothing is. */
export function compareKept(name: string, { png, masks }: Photograph): string | undefined {
  const file = join(PICTURES, name);
  if (DRAWS) {
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(file, png);
  }
  if (!existsSync(file)) return `${name} is missing`;
  const found = difference(readFileSync(file), png, masks);
  return found && `${name} is stale: ${found}`;
}

/** How two pictures differ outside of `masks`; undefined when they are alike. */
export function difference(
  kept: Uint8Array,
  shown: Uint8Array,
  masks: readonly Box[] = [],
): string | undefined {
  const [a, b] = [decode(kept), decode(shown)];
  if (a.width !== b.width || a.height !== b.height)
    return `it is ${a.width} × ${a.height}, and ${b.width} × ${b.height} is shown`;
  for (let y = 0; y < a.height; y += PIECE) {
    for (let x = 0; x < a.width; x += PIECE) {
      const piece = { x, y, width: Math.min(PIECE, a.width - x), height: Math.min(PIECE, a.height - y) };
      if (masks.some((mask) => overlap(mask, piece))) continue;
      const [was, is] = [meanOf(a, piece), meanOf(b, piece)];
      if (was.some((value, channel) => Math.abs(value - is[channel]!) > TOLERANCE))
        return `at ${x}, ${y} it is rgb(${was}), and rgb(${is}) is shown`;
    }
  }
  return undefined;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Mean red, green and blue. */
function meanOf(
  { data, width, channels }: ReturnType<typeof decode>,
  { x, y, width: across, height: down }: Box,
): readonly number[] {
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let row = y; row < y + down; row++)
      for (let column = x; column < x + across; column++)
        sum += data[(row * width + column) * channels + channel]!;
    return Math.round(sum / (across * down));
  });
}
