/** Draws docs/terminal.svg: what a terminal shows of a plug that is set up, switched on and factory-reset, in virtual time. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openVirtualBoard } from "../board/virtual/index.ts";
import { amazonSmartPlug } from "../firmware-sim/index.ts";
import { frame } from "../src/cli/live/frame.ts";
import { plugScene } from "../src/cli/live/plug-scene.ts";
import { prettyLog } from "../src/log.ts";
import { Feed } from "../src/view/feed.ts";
import { entryOf } from "../src/view/story.ts";
import { HostBench } from "../test/support/host-bench.ts";
import { ManualClock } from "../test/support/manual-clock.ts";

const COLUMNS = 100;
const ROWS = 26;
const LINE = 20;
const CHARACTER = 8.43;
const COLORS: Readonly<Record<string, string>> = {
  "2": "#8b949e",
  "91": "#ff6b6b",
  "92": "#3fb950",
  "93": "#e3b341",
  "94": "#6cb6ff",
};

/** The rows 13 s into a hold, when letting go resets the plug. */
async function view(): Promise<readonly string[]> {
  const messages: string[] = [];
  const clock = new ManualClock();
  const board = openVirtualBoard({ clock });
  const { host } = new HostBench(board, clock);
  const card = { id: "plugbench-3f2a", serial: "", version: "", board: "virtual", pins: null } as const;
  const feed = new Feed({ host, clock, card: { ...card, broker: null, time: "goes", mayPress: true } });
  // Noon by the local clock: the same picture in every time zone.
  const wall = () => new Date(new Date(2026, 0, 1, 12).getTime() + clock.now());
  const log = prettyLog((line) => messages.push(...line.trimEnd().split("\n")), wall);
  host.onReport((report) => {
    const entry = entryOf(report, amazonSmartPlug);
    if (entry !== undefined) log(entry);
  });
  await host.start();
  const scene = plugScene(feed, clock);
  const unlisten = scene.onChange(() => {});
  await clock.advance(3600);
  host.command({ do: "provision" });
  await clock.advance(6000);
  board.finger.press();
  await clock.advance(150);
  board.finger.release();
  await clock.advance(4000);
  board.finger.press();
  await clock.advance(13_000);
  const size = { columns: COLUMNS, rows: ROWS };
  const rows = frame(scene.mirror, clock.now(), { ...size, color: true, ascii: false, messages });
  unlisten();
  feed.close();
  await host.close();
  return rows;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A row with SGR colours as spans. */
function spans(row: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the terminal is sent
  return row.split(/\x1b\[(\d+)m/).reduce((drawn, part, i, parts) => {
    if (i % 2 === 1 || part === "") return drawn;
    const look = parts[i - 1] ?? "";
    const color = COLORS[look];
    const style = color !== undefined ? `fill="${color}"` : look === "1" ? 'font-weight="bold"' : undefined;
    return `${drawn}${style === undefined ? escaped(part) : `<tspan ${style}>${escaped(part)}</tspan>`}`;
  }, "");
}

/** The picture, always the same for the same program. */
export async function drawTerminal(): Promise<string> {
  const rows = await view();
  const width = Math.ceil(COLUMNS * CHARACTER) + 32;
  const height = rows.length * LINE + 32;
  const drawn = rows.map(
    (row, i) => `<text x="16" y="${30 + i * LINE}" xml:space="preserve">${spans(row)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    "<title>plugbench in a terminal</title>",
    "<desc>The lamp, the hold bar, the last 30 seconds, the home and the log of a plug whose button has been held for 13 seconds.</desc>",
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    '<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">',
    ...drawn,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync(join(import.meta.dirname, "../docs/terminal.svg"), await drawTerminal());
}
