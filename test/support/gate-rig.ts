import { benchReaders, type KeyOf } from "../../src/mqtt/commands/bench-commands.ts";
import { type CommandError, CommandGate, type GateOptions } from "../../src/mqtt/commands/command-gate.ts";
import { deviceReaders, type PlanSchedules } from "../../src/mqtt/commands/device-commands.ts";
import type { Readers } from "../../src/mqtt/commands/reader.ts";
import type { Incoming, Message } from "../../src/mqtt/connection/message.ts";
import { type Command, done, type Outcome } from "../../src/runtime/command.ts";
import { ManualClock } from "./manual-clock.ts";

/** It has everything that a plug can have. */
const MAKE = { id: "any", name: "Any", outlet: true, meter: true };

/** Takes whatever has the shape of a schedule. */
const plan: PlanSchedules = (wanted) =>
  wanted.map(({ in_s, id = "1", at = `in ${in_s} s`, ...rest }) => ({
    id,
    at,
    enabled: true,
    missed: "skip",
    since: "2026-01-01T00:00:00.000Z",
    ...rest,
  }));

const readersOf = (keyOf: KeyOf): Readers =>
  new Map([
    ...deviceReaders(MAKE, plan),
    ...[...benchReaders(keyOf)].map(([name, read]) => [`bench/${name}`, read] as const),
  ]);

/** Those of both planes, by their names below the plug. A key is `SSID/PASSWORD`. */
export const READERS = readersOf((ssid, password) => `${ssid}/${password}`);

interface GateRigOptions {
  readonly pace?: ManualClock;
  readonly keyOf?: KeyOf;
  /** What the plug says to a command. */
  readonly outcome?: Outcome;
  readonly calls?: GateOptions["calls"];
}

/** A gate before a plug that does nothing but remember; its topics are below `plug`. */
export function gateRig({ pace = new ManualClock(), keyOf, outcome = done, calls }: GateRigOptions = {}) {
  const obeyed: Command[] = [];
  const refused: CommandError[] = [];
  const said: Message[] = [];
  const faults: unknown[] = [];
  const gate = new CommandGate({
    pace,
    prefix: "plug",
    readers: () => (keyOf === undefined ? READERS : readersOf(keyOf)),
    ...(calls && { calls }),
    own: ["plug"],
    obey: (command) => {
      obeyed.push(command);
      return outcome;
    },
    showing: () => ({ obeyed: obeyed.length }),
    say: (message) => said.push(message),
    refuse: (error) => refused.push(error),
    onFault: (error) => faults.push(error),
  });
  /** Resolves when the command has been answered, however slow its reader. */
  const take = async (name: string, payload: string | Uint8Array, reply?: Incoming["reply"]) => {
    gate.take({ topic: `plug/${name}`, payload: Buffer.from(payload as string), ...(reply && { reply }) });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { take, obeyed, refused, said, faults };
}
