import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import { requireTool } from "../support/tools.ts";
import { type UnoOnPty, unoOnPty } from "../support/uno-on-pty.ts";
import { runs } from "./in-process.ts";

/** A liveness bound, not a measurement. */
const SOON = { timeout: 20_000, interval: 5 };

describe("wiring check on the emulated Uno", () => {
  it("answers for itself, without a terminal, and finds its wiring right", async () => {
    const { code, out, err } = await runs(["wiring", "check", "--board", "emulated-uno"]);
    expect(err).toBe("");
    expect(out.match(/^ok {4}/gm)).toHaveLength(3);
    expect(out).toContain("The wiring is right.");
    expect(code).toBe(0);
  });
});

describe("wiring check that cannot begin", () => {
  it.each([
    [["--port", "/dev/ttyACM0"], 2, "needs a terminal"],
    [["--board", "virtual"], 2, "has no wires"],
    [["--board", "raspberry-pi"], 2, "plugbench wiring show --board raspberry-pi"],
    [["--board", "emulated-uno", "--port", "/dev/ttyACM0"], 2, "leave --port out"],
    [["--pins", "/no/such/pins.json"], 2, "There is no such file"],
  ])("says why: %j", async (flags, exit, words) => {
    const { code, err } = await runs(["wiring", "check", ...flags]);
    expect(err).toContain(words);
    expect(code).toBe(exit);
  });
});

/** A terminal with somebody who answers each question by the first rule that its words meet. */
class Maker extends EventEmitter {
  readonly isTTY = true;
  readonly modes: boolean[] = [];
  shown = "";
  #answered = 0;
  readonly #done: unknown[] = [];
  readonly #rules: readonly (readonly [RegExp, string | (() => unknown)])[];

  constructor(rules: readonly (readonly [RegExp, string | (() => unknown)])[]) {
    super();
    this.#rules = rules;
  }

  setRawMode(raw: boolean): void {
    this.modes.push(raw);
  }
  resume(): void {}
  pause(): void {}

  async check(...flags: string[]): Promise<number> {
    const write = (text: string): void => {
      this.shown += text;
      setImmediate(() => this.#answer());
    };
    const stdin = this as unknown as NodeJS.ReadStream;
    const io = { env: {}, directory: "/nowhere", out: write, err: write, stdin, stdout: process.stdout };
    const code = await main(["wiring", "check", ...flags], io);
    // A cable that is still being pulled leaves a link to a terminal that another test may be given meanwhile.
    await Promise.all(this.#done);
    return code;
  }

  #answer(): void {
    const questions = this.shown.split("\n").filter((line) => line.startsWith("?"));
    for (const question of questions.slice(this.#answered)) {
      this.#answered += 1;
      const rule = this.#rules.find(([words]) => words.test(question));
      if (rule === undefined) throw new Error(`nobody knows what to say to: ${question}`);
      const [, does] = rule;
      if (typeof does === "string") this.emit("data", Buffer.from(does));
      else this.#done.push(does());
    }
  }
}

const FINE = [
  [/is to be dark/, "n"],
  [/light the LED red/, "r"],
  [/light the LED green/, "g"],
  [/light the LED blue/, "b"],
  [/click|Is its load lit/, "y"],
] as const;

// Pseudo terminals differ between systems: these are Linux's.
describe.runIf(process.platform === "linux" && requireTool("socat", ["-V"]))("wiring check on a port", () => {
  const folder = mkdtempSync(join(tmpdir(), "plugbench-check-"));
  const path = join(folder, "ttyUno");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let uno: UnoOnPty;
  afterEach(() => uno.end());

  const plugIn = async (): Promise<void> => {
    uno = unoOnPty(path);
    await uno.tell("plug");
  };
  const button = [
    [/Press the button/, () => uno.tell("press")],
    [/Let the button go/, () => uno.tell("release")],
  ] as const;

  it("asks for the firmware, then what is seen, then for a press, and gives the terminal back", async () => {
    await plugIn();
    const maker = new Maker([...FINE, ...button]);
    expect(await maker.check("--port", path)).toBe(0);
    expect(maker.shown).toMatch(/^Opening the Arduino.*\nok {4}.*ttyUno named port: StandardFirmata.* 2\.5/);
    expect(maker.shown).toContain("The button works on pin 2.");
    expect(maker.shown).toContain("The wiring is right.");
    expect(maker.modes).toEqual([true, false]);
  });

  it("says what is to be put right, and how to do without: exit code 1", async () => {
    await plugIn();
    const seen = [[/is to be dark/, "s"], [/LED red/, "g"], [/LED green/, "r"], ...FINE, ...button] as const;
    const maker = new Maker(seen);
    expect(await maker.check("--port", path)).toBe(1);
    expect(maker.shown).toContain("2 things are to be put right.");
    expect(maker.shown).toMatch(/common anode/);
    const [json] = /\{[\s\S]*\}/.exec(maker.shown)!;
    expect(JSON.parse(json)).toMatchObject({ led: { red: 10, green: 9, blue: 11, common: "anode" } });
  });

  it("names the flag alone where that is enough", async () => {
    await plugIn();
    const maker = new Maker([[/is to be dark/, "s"], ...FINE, ...button]);
    expect(await maker.check("--port", path)).toBe(1);
    expect(maker.shown).toContain("plugbench run --board arduino --led anode\n");
  });

  it("makes everything dark on Ctrl-C, and says that it is incomplete", async () => {
    await plugIn();
    const maker = new Maker([[/LED green/, "\u0003"], ...FINE]);
    expect(await maker.check("--port", path)).toBe(1);
    expect(maker.shown).toContain("Stopped: the check is incomplete. Relay open, LED dark.");
    expect(maker.shown).not.toContain("The wiring is right");
    expect((await uno.tell("look")).levels).toEqual([false, false, false, false]);
    expect(maker.modes).toEqual([true, false]);
  });

  it("ends with exit code 3 when the board is pulled out in its midst, or was never there", async () => {
    await plugIn();
    const maker = new Maker([[/LED green/, () => uno.tell("unplug")], ...FINE]);
    expect(await maker.check("--port", path)).toBe(3);
    expect(maker.shown).toMatch(/went away.* during the check/);
    const again = new Maker([]);
    expect(await again.check("--port", path)).toBe(3);
    expect(again.shown).toMatch(/^FAIL .*does not exist: is the board plugged in\?/m);
  });

  it("hears only the keys that it names", async () => {
    await plugIn();
    const keys = ["\u001b[A", "x", "y", "R"];
    const maker: Maker = new Maker([
      [/LED red/, () => keys.map((key) => maker.emit("data", Buffer.from(key)))],
      ...FINE,
      ...button,
    ]);
    expect(await maker.check("--port", path)).toBe(0);
    await vi.waitFor(() => expect(maker.shown).toContain("The wiring is right."), SOON);
  });
});
