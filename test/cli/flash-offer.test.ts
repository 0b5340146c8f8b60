import { PassThrough } from "node:stream";
import { SerialPort } from "serialport";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadPinMap } from "../../board/pins.ts";
import { BoardError, type BoardErrorCode } from "../../board/port.ts";
import type { Io } from "../../src/cli/io.ts";
import { FlashOffer } from "../../src/cli/run/offer-flash.ts";
import type { BoardChoice } from "../../src/cli/run/open-board.ts";
import type { Settings } from "../../src/config/settings.ts";
import { TypingPerson } from "../support/typing-person.ts";
import { runs } from "./in-process.ts";

const PORT = "/dev/ttyNone";
const pins = loadPinMap("arduino-uno");
const silent = new BoardError("not_firmata", "no answer");
const list = (productId: string) =>
  vi.spyOn(SerialPort, "list").mockResolvedValue([{ path: PORT, vendorId: "2341", productId }] as never);

afterEach(() => {
  vi.restoreAllMocks();
});

interface Case {
  readonly error?: unknown;
  readonly choice?: BoardChoice;
  readonly settings?: Settings;
  /** What is not a terminal, but a pipe or a file. */
  readonly piped?: "stdin" | "stdout";
  readonly answer?: string;
}

/** What is asked, and what a board ends with that cannot be opened. */
async function outcome(given: Case): Promise<{ readonly asked: string; readonly error: unknown }> {
  const { error = silent, choice = { name: "arduino", pins, port: PORT }, settings = {} } = given;
  const { piped, answer = "n" } = given;
  const person = new TypingPerson();
  person.when("[y/N]", person.types(answer));
  const io: Io = { ...person.io(), ...(piped && { [piped]: new PassThrough() }) };
  const open = () => Promise.reject(error);
  const offer = new FlashOffer({ choice, settings, io, signal: new AbortController().signal, open });
  const ended = await offer.board.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  await offer.told();
  return { asked: person.shown, error: ended };
}

describe("a board that run cannot open", () => {
  it.each([
    ["not_firmata", "has not answered as Firmata"],
    ["old_firmware", "has a Firmata that is too old"],
  ] as const)("may be flashed: %s", async (code, why) => {
    list("0043");
    const error = new BoardError(code, "other words");
    const { asked, error: ended } = await outcome({ error });
    expect(asked).toBe(
      `${PORT} (Arduino Uno) ${why}. StandardFirmata can be written onto it, which replaces the sketch there; ` +
        "the board cannot give it back.\nIs it an Uno, a Nano or a Mega, and may its sketch go? [y/N] ",
    );
    expect(ended).toBe(error);
  });

  it.each(["port_busy", "port_denied", "port_missing", "lost", "no_port"] satisfies BoardErrorCode[])(
    "is not flashed for another reason: %s",
    async (code) => {
      const error = new BoardError(code, "other words");
      expect(await outcome({ error })).toEqual({ asked: "", error });
    },
  );

  it.each<[string, Case]>([
    ["without a keyboard", { piped: "stdin" }],
    ["where nobody would see it", { piped: "stdout" }],
    ["where the log is for programs", { settings: { log: "json" } }],
    ["when it is emulated", { choice: { name: "emulated-uno", pins } }],
    ["for a fault of the program", { error: new Error("fault") }],
  ])("is not asked about %s", async (_, given) => {
    list("0043");
    expect(await outcome(given)).toEqual({ asked: "", error: given.error ?? silent });
  });

  it("is not asked about when it is one that cannot be flashed", async () => {
    list("8036");
    expect(await outcome({})).toEqual({ asked: "", error: silent });
  });

  it("ends the run when the flashing fails too", async () => {
    list("0043");
    const { asked, error } = await outcome({ answer: "y" });
    expect(asked).toContain("Writing StandardFirmata to");
    expect(error).toMatchObject({ name: "BoardError", code: "port_missing" });
  });
});

describe("flash of a board that it does not know", () => {
  it.each([
    ["8036", "Arduino Leonardo"],
    ["0069", "Arduino Uno R4 Minima"],
  ])("says what it is and how it is done instead: %s", async (productId, name) => {
    list(productId);
    const { code, err } = await runs(["flash", "--yes"]);
    expect(err).toContain(`${PORT} (${name}) cannot be flashed by plugbench`);
    expect(err).toContain(
      "in the Arduino IDE install the library Firmata, open File > Examples > Firmata > StandardFirmata",
    );
    expect(code).toBe(2);
  });
});
