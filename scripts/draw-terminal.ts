/** Draws docs/terminal.svg: what a terminal shows of a plug from its start to a factory reset, in virtual time. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { amazonSmartPlug } from "../firmware-sim/index.ts";
import { liveLine } from "../src/cli/live/line.ts";
import { prettyLog } from "../src/log.ts";
import { entryOf } from "../src/view/story.ts";
import { virtualBench } from "../test/support/host-bench.ts";

const COLUMNS = 106;
const LINE = 20;
const CHARACTER = 8.43;
const COLORS: Readonly<Record<string, string>> = {
  "2": "#8b949e",
  "91": "#ff6b6b",
  "92": "#3fb950",
  "94": "#6cb6ff",
};

interface Story {
  readonly log: readonly string[];
  /** The live line at the moments worth seeing. */
  readonly lines: readonly string[];
}

async function tell(): Promise<Story> {
  const log: string[] = [];
  const lines: string[] = [];
  const bench = await virtualBench();
  const { host, clock, board } = bench;
  // Noon by the local clock: the same picture in every time zone.
  const wall = () => new Date(new Date(2026, 0, 1, 12).getTime() + clock.now());
  const write = prettyLog((line) => log.push(line.trimEnd()), wall);
  host.onReport((report) => {
    const entry = entryOf(report, amazonSmartPlug);
    if (entry !== undefined) write(entry);
  });
  const look = () =>
    lines.push(
      liveLine(host.snapshot, clock.now(), amazonSmartPlug.rungs, { columns: COLUMNS, color: true }),
    );
  await clock.advance(600);
  look();
  await clock.advance(3000);
  look();
  host.command({ do: "provision" });
  await clock.advance(5000);
  board.finger.press();
  await clock.advance(150);
  board.finger.release();
  await clock.advance(2000);
  look();
  board.finger.press();
  await clock.advance(8300);
  look();
  await clock.advance(4800);
  look();
  board.finger.release();
  await clock.advance(2000);
  look();
  await clock.advance(5100);
  look();
  await host.close();
  return { log, lines };
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A line with SGR colours as spans. */
function spans(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the terminal is sent
  return line.split(/\x1b\[(\d+)m/).reduce((drawn, part, i, parts) => {
    if (i % 2 === 1 || part === "") return drawn;
    const color = COLORS[parts[i - 1] ?? ""];
    return `${drawn}${color === undefined ? escaped(part) : `<tspan fill="${color}">${escaped(part)}</tspan>`}`;
  }, "");
}

/** The picture, always the same for the same program. */
export async function drawTerminal(): Promise<string> {
  const { log, lines } = await tell();
  const rows = [
    ...log.map((text) => ({ text: escaped(text), dim: false })),
    { text: "", dim: false },
    { text: "the last line of the terminal, at seven moments:", dim: true },
    ...lines.map((line) => ({ text: spans(line), dim: false })),
  ];
  const width = Math.ceil(COLUMNS * CHARACTER) + 32;
  const height = rows.length * LINE + 32;
  const drawn = rows.map(
    ({ text, dim }, i) =>
      `<text x="16" y="${30 + i * LINE}"${dim ? ' fill="#8b949e"' : ""} xml:space="preserve">${text}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    "<title>plugbench in a terminal</title>",
    "<desc>The log of a plug that is set up, pressed and factory-reset, and its live line at seven moments.</desc>",
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
