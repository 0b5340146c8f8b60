import type { PortChoice } from "../../../board/arduino/index.ts";
import type { PinMap } from "../../../board/pins.ts";
import type { BoardPort } from "../../../board/port.ts";
import type { Settings } from "../../config/settings.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { UsageError } from "../../usage-error.ts";
import { checkWiring } from "../../wiring-check/check.ts";
import type { Finding } from "../../wiring-check/finding.ts";
import type { Person } from "../../wiring-check/person.ts";
import { correctionOf, mapText } from "../../wiring-check/verdict.ts";
import { askBoard } from "../ask-board.ts";
import { type ExitCode, Unreachable } from "../failure.ts";
import type { Io } from "../io.ts";
import { type Tell, teller } from "../marks.ts";
import { chooseBoard, openingText } from "../run/open-board.ts";
import { StopRequest } from "../run/stop-request.ts";
import { TerminalPerson } from "./terminal-person.ts";

/** A board that is to be tried, and who is at it. */
interface Bench {
  readonly board: BoardPort;
  readonly person: Person;
  readonly leave: () => void;
}

/**
 * Tries a board step by step. 1: something is to be put right, or it was stopped before its end; 3: the board does not answer.
 * @throws UsageError, PinMapError, BoardError
 */
export async function wiringCheck(settings: Settings, io: Io): Promise<ExitCode> {
  const choice = await chooseBoard({ ...settings, board: settings.board ?? "arduino" });
  if (choice.name === "virtual")
    throw new UsageError("The virtual board has no wires: choose --board arduino or emulated-uno.");
  if (choice.name === "raspberry-pi")
    throw new UsageError(
      'The check can try an Arduino only. Of a Raspberry Pi, "plugbench wiring show --board raspberry-pi" prints how it is ' +
        'wired, and "plugbench doctor" who uses its lines; then run the plug, press, and look at LED and relay.',
    );
  const { pins } = choice;
  const tell = teller(io);
  const stop = new StopRequest();
  try {
    const opening = `${openingText(choice)}\n`;
    if (choice.name === "emulated-uno") {
      io.out(opening);
      return await tried(await emulated(pins), pins, stop, io, tell);
    }
    const found = await portFor(choice.port);
    if (!io.stdin.isTTY)
      throw new UsageError(
        "The check asks what you see of the LED, so it needs a terminal: run it in one, without a pipe.",
      );
    io.out(opening);
    if (!(await askBoard(found, tell, "FAIL"))) return 3;
    if (stop.signal.aborted) return incomplete(io);
    return await tried(await real(found.path, pins, stop, io), pins, stop, io, tell);
  } finally {
    stop.dispose();
  }
}

async function portFor(port: string | undefined): Promise<PortChoice> {
  const { findArduinos, onlyArduino } = await import("../../../board/arduino/index.ts");
  return port === undefined ? onlyArduino(await findArduinos()) : { path: port, label: "named port" };
}

async function real(port: string, pins: PinMap, stop: StopRequest, io: Io): Promise<Bench> {
  const { openArduino } = await import("../../../board/arduino/index.ts");
  const board = await openArduino({ port, pins, clock: systemClock });
  const person = new TerminalPerson(io, () => stop.ask("Ctrl-C"));
  return { board, person, leave: () => person.leave() };
}

async function emulated(pins: PinMap): Promise<Bench> {
  const [{ openEmulatedUno }, { emulatedPerson }] = await Promise.all([
    import("../../../board/emulated-uno/index.ts"),
    import("../../wiring-check/emulated-person.ts"),
  ]);
  const board = await openEmulatedUno({ clock: systemClock, pins });
  return { board, person: emulatedPerson(board, pins, systemClock), leave: () => {} };
}

async function tried(bench: Bench, map: PinMap, stop: StopRequest, io: Io, tell: Tell): Promise<ExitCode> {
  const { board, person } = bench;
  let findings: readonly Finding[] | undefined;
  const lost = new Promise<never>((_, reject) =>
    board.onLost((reason) =>
      reject(new Unreachable(`${reason} during the check: plug it in, and begin again`)),
    ),
  );
  // A board that is lost while it is let go is nobody's concern.
  lost.catch(() => {});
  try {
    const probe = board.wiring?.();
    if (probe === undefined) throw new Error(`${board.name} cannot be looked at`);
    const check = checkWiring({
      probe,
      map,
      clock: systemClock,
      person,
      tell: ({ mark, text }) => {
        if (!stop.signal.aborted) tell(mark, text);
      },
    });
    // Stopped, it waits for answers that nobody gives any more.
    check.catch(() => {});
    findings = await Promise.race([check, lost, stop.requested.then(() => undefined)]);
  } finally {
    bench.leave();
    await board.close();
  }
  return findings === undefined ? incomplete(io) : verdict(map, findings, io);
}

function incomplete(io: Io): ExitCode {
  io.out("\nStopped: the check is incomplete. Relay open, LED dark.\n");
  return 1;
}

function verdict(map: PinMap, findings: readonly Finding[], io: Io): ExitCode {
  const wrong = findings.filter(({ mark }) => mark === "FAIL").length;
  if (wrong === 0) {
    io.out("\nThe wiring is right.\n");
    return 0;
  }
  io.out(`\n${wrong === 1 ? "One thing is" : `${wrong} things are`} to be put right.\n`);
  const correction = correctionOf(map, findings);
  if (correction?.flags !== undefined)
    io.out(`Without touching a wire: plugbench run --board arduino ${correction.flags}\n`);
  else if (correction !== undefined)
    io.out(
      "Without touching a wire: save this as my-pins.json, and add --pins my-pins.json\n" +
        `${mapText(correction.map)}\n`,
    );
  return 1;
}
