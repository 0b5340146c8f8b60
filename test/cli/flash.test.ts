import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { SerialPort } from "serialport";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { type BoardOnPty, bootloaderOnPty } from "../support/bootloader-on-pty.ts";
import { requireTool } from "../support/tools.ts";
import { TypingPerson } from "../support/typing-person.ts";
import { runs } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "plugbench-flash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("flash without a terminal", () => {
  it("writes nothing unless it was told to by --yes", async () => {
    const { code, err } = await runs(["flash", "--port", join(folder, "ttyNone")]);
    expect(err).toMatch(/replaces the sketch on .*ttyNone .*add --yes\. Nothing was written\./);
    expect(code).toBe(2);
  });

  it("explains a port that cannot be opened as every command does", async () => {
    const { code, err } = await runs(["flash", "--yes", "--port", join(folder, "ttyNone")]);
    expect(err).toMatch(/ttyNone does not exist: is the board plugged in\?/);
    expect(code).toBe(3);
  });
});

describe("flash at a terminal", () => {
  const asks = async (port: string, then: (person: TypingPerson) => void): Promise<[number, string]> => {
    const person = new TypingPerson();
    person.when("[y/N]", () => then(person));
    const code = await person.runs(["flash", "--port", port]);
    return [code, person.shown];
  };

  it.each<[string, (person: TypingPerson) => void]>([
    ["the end of the input", (person) => person.ends()],
    ["Ctrl-C", () => process.emit("SIGINT")],
  ])("takes %s for a no, on a line of its own", async (_, then) => {
    const [code, shown] = await asks(join(folder, "ttyNone"), then);
    expect(shown).toMatch(/\[y\/N\] \nNothing was written\.\n$/);
    expect(code).toBe(1);
  });

  it("prints nothing of a port's name that steers the terminal", async () => {
    const [, shown] = await asks("/dev/\u001b[2Jtty", (person) => person.types("y")());
    expect(shown).toContain("Writing StandardFirmata");
    expect(shown).not.toContain("\u001b");
  });

  it("asks nothing that nobody would see, its output being a file", async () => {
    const io = { ...new TypingPerson().io(), stdout: new PassThrough() as unknown as NodeJS.WriteStream };
    expect(await main(["flash", "--port", join(folder, "ttyNone")], io)).toBe(2);
  });
});

// Pseudo terminals differ between systems: these are Linux's.
const socat = process.platform === "linux" && requireTool("socat", ["-V"]);

describe.runIf(socat)("flash on a port", { timeout: 120_000 }, () => {
  const port = join(folder, "ttyUno");
  let board: BoardOnPty;
  let person: TypingPerson;
  beforeEach(() => {
    person = new TypingPerson();
  });
  afterEach(() => board.end());

  async function plugIn(options: Parameters<typeof bootloaderOnPty>[1] = {}): Promise<void> {
    board = bootloaderOnPty(port, options);
    await board.tell("plug");
  }
  const pressReset = (): void => void board.tell("reset");
  const pullOnce = () => {
    let pulled = false;
    return (): void => {
      if (!pulled) void board.tell("unplug");
      pulled = true;
    };
  };
  const flash = (...more: string[]): Promise<number> => person.runs(["flash", "--port", port, ...more]);

  it("asks, writes, reads back, and tells what the board answers then", async () => {
    await plugIn();
    person.when("[y/N]", person.types("y")).when("Press its reset button", pressReset);
    expect(await flash()).toBe(0);
    expect(person.shown.replaceAll(port, "PORT").replace(/\d+ ms/, "2180 ms")).toBe(
      [
        "This replaces the sketch on PORT (named port) with StandardFirmata; the board cannot give it back.",
        "Go on? [y/N] Writing StandardFirmata to PORT (named port), which takes some 10 s.",
        "note  No bootloader answers: the board did not reset by itself, or it is another one. Press its reset button now; you have 30 s.",
        "ok    Bootloader of an ATmega328P, at 115200 baud: it is given StandardFirmata 2.5",
        "ok    Written, and read back: every byte is right",
        "ok    PORT named port: StandardFirmata.ino 2.5, Firmata 2.5, after 2180 ms",
        "",
        "To run a plug on it: plugbench run --board arduino --port PORT",
        "",
      ].join("\n"),
    );
  });

  it.each(["", "n", "yeah"])("leaves the board alone when the answer is %j", async (answer) => {
    await plugIn();
    const before = await board.tell("look");
    person.when("[y/N]", person.types(answer));
    expect(await flash()).toBe(1);
    expect(person.shown).toMatch(/\[y\/N\] Nothing was written\.\n$/);
    expect(await board.tell("look")).toEqual(before);
  });

  it("tells of another chip, and ends with 1", async () => {
    await plugIn({ signature: "1e9801" });
    person.when("Press its reset button", pressReset);
    expect(await flash("--yes")).toBe(1);
    expect(person.shown).toMatch(/\nFAIL {2}The chip on .*ATmega2560.*Nothing was written\.\n$/);
  });

  it("tells of a board that went away half-way, and ends with 3; the next time it is made whole", async () => {
    await plugIn();
    person.when("Press its reset button", pressReset).when("Bootloader of", pullOnce());
    expect(await flash("--yes")).toBe(3);
    expect(person.shown).toContain(`"plugbench flash --port ${port}" writes the whole program again.\n`);
    await board.tell("plug");
    expect(await flash("--yes")).toBe(0);
  });

  it("says of a board that goes away once all is written that it was written well", async () => {
    await plugIn();
    person.when("Press its reset button", pressReset).when("Written, and read back", pullOnce());
    expect(await flash("--yes")).toBe(3);
    expect(person.shown).toMatch(
      /\nFAIL {2}.*\nnote {2}The firmware itself is right\. .*plugbench doctor\.\n$/,
    );
  });

  it("says after Ctrl-C what the board holds now, and ends with 1", async () => {
    await plugIn();
    person
      .when("Press its reset button", pressReset)
      .when("Bootloader of", () => setTimeout(() => process.emit("SIGINT"), 100));
    expect(await flash("--yes")).toBe(1);
    expect(person.shown).toMatch(
      /FAIL {2}Stopped\. The board's program is incomplete.*bootloader is untouched/,
    );
  });

  it("does not take the port from a program that has it", async () => {
    await plugIn();
    const other = new SerialPort({ path: port, baudRate: 57_600 });
    await new Promise((resolve) => other.once("open", resolve));
    expect(await flash("--yes")).toBe(3);
    expect(person.shown).toMatch(/in use by another program, usually .* another plugbench: close it/);
    await new Promise((resolve) => other.close(resolve));
  });

  it("is named by doctor for a board that does not answer as Firmata", async () => {
    await plugIn();
    const { code, out } = await runs(["doctor", "--port", port, "--state", folder]);
    expect(out).toContain(
      `"plugbench flash --port ${port}" puts StandardFirmata on an Uno, a Nano or a Mega`,
    );
    expect(code).toBe(3);
  });

  it("is offered by run, which goes on with the board that was flashed", async () => {
    await plugIn();
    person
      .when(
        "which replaces the sketch there; the board cannot give it back.\nIs it an Uno, a Nano or a Mega, and may its sketch go? [y/N]",
        person.types("y"),
      )
      .when("Press its reset button", pressReset)
      .when("Running on arduino", () => process.emit("SIGINT"));
    const args = ["run", "--board", "arduino", "--port", port, "--mqtt", "off", "--page", "off"];
    expect(await person.runs([...args, "--state", join(folder, "state")])).toBe(0);
    expect(person.shown).toContain("Running on arduino");
  });
});
