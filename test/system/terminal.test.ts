import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { command, environment, temporaryDirectory } from "../cli/plug-process.ts";
import { requireTool } from "../support/tools.ts";

const temporary = temporaryDirectory();
const scripts: ChildProcess[] = [];
afterAll(() => {
  // The hang-up ends what a failed test has left running.
  for (const script of scripts) script.kill("SIGKILL");
  temporary.remove();
});
const COLUMNS = 90;
/** Too few for more than one line. */
const ROWS = 12;

/** The program on a real terminal of 90 columns, as all that it was sent. */
class Terminal {
  readonly script: ChildProcess;
  readonly ended: Promise<number | null>;
  shown = "";

  constructor(name: string, env: Readonly<Record<string, string>> = {}) {
    const flags = ["--board", "virtual", "--mqtt", "off", "--page", "off", "--provisioned", "--id", name];
    const files = [
      "--state",
      join(temporary.path, name),
      "--ready-file",
      join(temporary.path, `${name}.ready`),
    ];
    const line = [process.execPath, ...command(["run", ...flags, ...files])]
      .map((word) => `'${word}'`)
      .join(" ");
    this.script = spawn("script", ["-qec", `stty cols ${COLUMNS} rows ${ROWS}; exec ${line}`, "/dev/null"], {
      env: environment({ TERM: "xterm", LC_ALL: "C.UTF-8", ...env }),
      stdio: ["pipe", "pipe", "inherit"],
    });
    scripts.push(this.script);
    this.script.stdout?.on("data", (data) => {
      this.shown += String(data);
    });
    this.ended = new Promise((resolve) => this.script.once("close", resolve));
  }

  types(keys: string): void {
    this.script.stdin?.write(keys);
  }

  shows(text: string): Promise<unknown> {
    return vi.waitFor(() => expect(this.shown).toContain(text), { timeout: 30_000, interval: 20 });
  }

  /** Every state that the last line was painted in. */
  get painted(): readonly string[] {
    return this.shown.split("\r\x1b[2K").flatMap((piece) => piece.split("\n").at(-1) ?? []);
  }
}

// Other systems' script has other flags.
const hasScript = process.platform === "linux" && requireTool("script", ["--version"]);

describe.skipIf(!hasScript).concurrent("on a low terminal", () => {
  it("shows one live line that never wraps, obeys keys, and q ends it", async () => {
    const terminal = new Terminal("keys", { NO_COLOR: "1" });
    await terminal.shows("online");
    terminal.types("h");
    await terminal.shows("holding 1 of 12 s");
    terminal.types("h");
    await terminal.shows("Let go after 1");
    terminal.types("w");
    await terminal.shows("home Wi-Fi down");
    terminal.types("u");
    await terminal.shows("○ dark   unplugged");
    terminal.types("?");
    await terminal.shows("q  quit");
    terminal.types("q");
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown).toContain("Stopping (q).");
    for (const line of terminal.painted) expect(line.length).toBeLessThan(COLUMNS);
    expect(terminal.shown.replaceAll("\x1b[2K", "")).not.toContain("\x1b");
  });

  it("colours the lamp, and ends when the terminal hangs up", async () => {
    const terminal = new Terminal("hang-up");
    await terminal.shows("\x1b[91m● red");
    const ready = join(temporary.path, "hang-up.ready");
    await vi.waitFor(() => expect(existsSync(ready)).toBe(true), { timeout: 10_000 });
    terminal.script.kill("SIGKILL");
    await terminal.ended;
    await vi.waitFor(() => expect(existsSync(ready)).toBe(false), { timeout: 10_000 });
  });

  it("is sent ASCII alone where the locale knows no more", async () => {
    const terminal = new Terminal("ascii", { LC_ALL: "C" });
    await terminal.shows("o dark ");
    terminal.types("q");
    expect(await terminal.ended).toBe(0);
    expect([...terminal.shown].every((sign) => sign <= "\u007f")).toBe(true);
  });

  it("shows a plain log when the terminal cannot repaint a line", async () => {
    const terminal = new Terminal("dumb", { TERM: "dumb" });
    await terminal.shows("Plug: connecting");
    terminal.types("\u0003");
    expect(await terminal.ended).toBe(0);
    expect(terminal.shown).not.toContain("\x1b");
  });
});
