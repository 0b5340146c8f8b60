import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { command, temporaryDirectory } from "../cli/plug-process.ts";
import { Tmux } from "../support/tmux.ts";
import { requireTool } from "../support/tools.ts";

const temporary = temporaryDirectory();
const terminals: Tmux[] = [];
afterAll(() => {
  for (const terminal of terminals) terminal.end();
  temporary.remove();
});

const program = (...args: readonly string[]): string =>
  [process.execPath, ...command(args)].map((word) => `'${word}'`).join(" ");
const stateOf = (name: string): readonly string[] => ["--state", join(temporary.path, name)];
const runs = (name: string, ...flags: readonly string[]): string =>
  program(
    "run",
    "--board",
    "virtual",
    "--mqtt",
    "off",
    "--page",
    "off",
    "--id",
    name,
    ...stateOf(name),
    ...flags,
  );

function terminal(
  name: string,
  columns: number,
  rows: number,
  env: Readonly<Record<string, string>> = {},
): Tmux {
  const tmux = new Tmux(join(temporary.path, `${name}.tmux`), columns, rows, env);
  terminals.push(tmux);
  return tmux;
}

const MAIN = { second: false, cursor: true };
const VIEW = { second: true, cursor: false };
const hasTmux = requireTool("tmux", ["-V"]);

describe.skipIf(!hasTmux).concurrent("the view on a terminal", () => {
  it("of 80 by 24 follows the plug from set-up to a factory reset, and gives the terminal back", async () => {
    const tmux = terminal("desk", 80, 24);
    tmux.enters(`${runs("desk")}; echo "ended with $?"`);
    await tmux.shows(/blue now: blinking blue[\s\S]*set-up, outlet off/);
    expect(tmux.modes).toEqual(VIEW);
    expect(tmux.look()).toMatch(/^desk {2}Amazon Smart Plug on virtual\n/);
    expect(tmux.look(true)).toContain("\x1b[94m");
    tmux.presses("s");
    await tmux.shows("online, outlet off");
    expect(tmux.look()).toContain("Set-up done.");
    expect(tmux.look()).toContain("listed by home");
    tmux.presses("Space");
    await tmux.shows("solid blue");
    expect(tmux.look()).toMatch(/button {3}.*█/);
    tmux.presses("h");
    await tmux.shows(/now: alternating red and blue[\s\S]*Let go now: nothing is reset\./);
    await tmux.shows("Let go now: factory reset.");
    await tmux.shows(/lamp .*█+▚+/);
    tmux.presses("h");
    await tmux.shows("resetting");
    await tmux.shows("listed by no account");
    tmux.presses("?");
    await tmux.shows("q  quit                 ?  this list");
    tmux.presses("q");
    await tmux.shows("ended with 0");
    expect(tmux.modes).toEqual(MAIN);
    // What was said is on the main screen, and the shell's terminal is no raw one.
    for (const said of ["Set-up done.", "Stopping (q)."]) expect(tmux.look()).toContain(said);
    tmux.enters("stty -a | grep -o ' icanon\\| echo '");
    await tmux.shows(/ icanon\n echo/);
  });

  it("of 40 by 12 is one line, grows to the view with the terminal, and shrinks again", async () => {
    const tmux = terminal("small", 40, 12);
    tmux.enters(runs("small", "--provisioned"));
    await tmux.shows(/○ dark {3}online/);
    expect(tmux.modes.second).toBe(false);
    tmux.presses("h");
    await tmux.shows("holding 1 of 12 s");
    tmux.resize(80, 24);
    await tmux.shows("Let go now: nothing is reset.");
    expect(tmux.modes).toEqual(VIEW);
    tmux.presses("h");
    await tmux.shows("Let go after");
    tmux.resize(61, 16);
    await tmux.shows(/q quit {2}space press.*\n$/);
    const rows = tmux.look().trimEnd().split("\n");
    expect(rows).toHaveLength(16);
    expect(rows.filter((row) => row.startsWith("lamp"))).toHaveLength(1);
    tmux.resize(40, 12);
    await vi.waitFor(() => expect(tmux.modes.second).toBe(false), { timeout: 5000 });
    await tmux.shows("○ dark   online");
    expect(tmux.look()).toContain("Let go after");
    tmux.presses("q");
    await tmux.shows("Stopping (q).");
  });

  it("gives the terminal back while the program is stopped, and takes it again", async () => {
    const tmux = terminal("stopped", 80, 24);
    tmux.enters(runs("stopped", "--provisioned"));
    await tmux.shows("online, outlet off");
    tmux.presses("C-z");
    await tmux.shows("Stopped");
    expect(tmux.modes).toEqual(MAIN);
    tmux.enters("echo $((6*7)) typed");
    await tmux.shows("42 typed");
    tmux.resize(100, 30);
    tmux.enters("fg");
    await tmux.shows("online, outlet off");
    expect(tmux.modes).toEqual(VIEW);
    // The shell's size has changed meanwhile: the keys are at the bottom of the larger screen.
    await tmux.shows(/(?:.*\n){29}q quit/);
    tmux.presses("u");
    await tmux.shows("dark now: unplugged");
    tmux.presses("C-c");
    await tmux.shows("Stopping (q).");
    expect(tmux.modes).toEqual(MAIN);
  });

  it("gives the terminal back when the program is ended from elsewhere", async () => {
    const tmux = terminal("killed", 80, 24);
    tmux.enters(`${runs("killed", "--ready-file", join(temporary.path, "pid.json"))}; echo "ended with $?"`);
    await tmux.shows("set-up, outlet off");
    await vi.waitFor(() => readFileSync(join(temporary.path, "pid.json")), { timeout: 10_000 });
    process.kill(JSON.parse(readFileSync(join(temporary.path, "pid.json"), "utf8")).pid, "SIGTERM");
    await tmux.shows(/Stopping \(SIGTERM\)[\s\S]*ended with 0/);
    expect(tmux.modes).toEqual(MAIN);
  });

  it("gives the terminal back when the program fails, and says why", async () => {
    const [crash, wish] = [join(temporary.path, "crash.mjs"), join(temporary.path, "crash-now")];
    const throws = `if (existsSync("${wish}")) throw new Error("boom");`;
    writeFileSync(
      crash,
      `import { existsSync } from "node:fs"; setInterval(() => { ${throws} }, 100).unref();`,
    );
    const tmux = terminal("crash", 80, 24);
    tmux.enters(`NODE_OPTIONS='--import ${crash}' ${runs("crash")}; echo "ended with $?"`);
    await tmux.shows("set-up, outlet off");
    writeFileSync(wish, "");
    await tmux.shows(/Stopping \(fault\)[\s\S]*boom[\s\S]*ended with 1/);
    expect(tmux.modes).toEqual(MAIN);
  });

  it("is sent no colour where NO_COLOR is set, and is a plain log where it is piped", async () => {
    const tmux = terminal("plain", 80, 24, { NO_COLOR: "1" });
    const log = join(temporary.path, "view.log");
    tmux.enters(
      `script -qfc "${runs("plain", "--provisioned").replaceAll("'", "")}" '${log}' > /dev/tty; echo ended`,
    );
    await tmux.shows("online, outlet off");
    tmux.presses("Space");
    await tmux.shows("▐BBBB▌");
    tmux.presses("q");
    await tmux.shows(/Stopping \(q\)\.\nended/);
    const sent = readFileSync(log, "utf8");
    expect(sent).toContain("\x1b[?1049h");
    const colors = sent.split("\x1b[").filter((piece) => /^[\d;]*m/.test(piece));
    expect(colors).toEqual([]);
    tmux.enters(`clear; ${runs("plain")} | (trap '' INT; cat)`);
    await tmux.shows("Plug: connecting.");
    expect(tmux.modes.second).toBe(false);
    tmux.presses("C-c");
    await tmux.shows("Stopping (SIGINT).");
  });

  it("is the same for a plug that runs elsewhere, and ends with it", async () => {
    const [here, there] = [terminal("here", 80, 24), terminal("there", 80, 24)];
    here.enters(runs("here"));
    await here.shows("set-up, outlet off");
    there.enters(`${program("ctl", "watch", ...stateOf("here"))}; echo "ended with $?"`);
    await there.shows("set-up, outlet off");
    expect(there.modes).toEqual(VIEW);
    expect(there.look()).toMatch(/^here {2}Amazon Smart Plug on virtual\n/);
    there.presses("s");
    await here.shows("online, outlet off");
    await there.shows("online, outlet off");
    here.presses("Space");
    await there.shows("solid blue");
    there.presses("u");
    await here.shows("dark now: unplugged");
    await there.shows("dark now: unplugged");
    here.presses("q");
    await there.shows(/The plug has ended\.\nended with 0/);
    expect(there.modes).toEqual(MAIN);
  });
});
