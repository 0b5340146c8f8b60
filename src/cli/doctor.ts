import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { PortChoice } from "../../board/arduino/index.ts";
import type { Settings } from "../config/settings.ts";
import { printable } from "../log.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { nodeFs } from "../store/node-fs.ts";
import { parseHomeRecord, parseNvmRecord } from "../store/record-schema.ts";
import { listPlugs, type PlugPlace } from "../store/state-directory.ts";
import { TwoSlotStore } from "../store/two-slot-store.ts";
import { type ExitCode, exitCodeOf } from "./failure.ts";
import type { Io } from "./io.ts";
import { stateRoot } from "./state-root.ts";

type Mark = "ok" | "note" | "FAIL";
type Tell = (mark: Mark, text: string) => void;

/** What package.json asks of Node. */
const LEAST_NODE = [20, 19] as const;

/** Looks at all that a plug needs, and says what to do about what is missing. 1: a check failed; 3: the named port does not answer. */
export async function doctor(settings: Settings, io: Io): Promise<ExitCode> {
  let worst: ExitCode = 0;
  const tell: Tell = (mark, text) => {
    io.out(`${mark.padEnd(4)}  ${printable(text)}\n`);
    if (mark === "FAIL") worst = 1;
  };
  checkNode(tell);
  await checkState(stateRoot(settings, io.env), tell);
  const answered = await checkBoards(settings.port, tell);
  if (!answered) worst = 3;
  return worst;
}

function checkNode(tell: Tell): void {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const text = `Node ${node} on ${process.platform} ${process.arch}`;
  tell(enough ? "ok" : "FAIL", enough ? text : `${text}: install Node ${LEAST_NODE.join(".")} or newer`);
}

async function checkState(root: string, tell: Tell): Promise<void> {
  try {
    const plugs = await listPlugs(nodeFs, root);
    if (plugs.length === 0) return tell("ok", `No plug yet in ${root}; the first run makes one`);
    await access(root, constants.W_OK);
    tell("ok", `State in ${root}: ${plugs.map((plug) => plug.id).join(", ")}`);
    for (const plug of plugs) await checkPlug(plug, tell);
  } catch (error) {
    tell("FAIL", (error as Error).message);
  }
}

async function checkPlug({ id, directory }: PlugPlace, tell: Tell): Promise<void> {
  for (const [part, parse] of [
    ["plug", parseNvmRecord],
    ["home", parseHomeRecord],
  ] as const) {
    const { health } = await new TwoSlotStore<unknown>(nodeFs, join(directory, part), parse).load();
    if (health === "lost")
      tell("FAIL", `${id}: what the ${part} had saved cannot be read; run --fresh starts anew`);
    if (health === "recovered")
      tell("note", `${id}: one generation of the ${part}'s state is damaged, the other is used`);
  }
}

/** Answers false if a port that was named does not. */
async function checkBoards(port: string | undefined, tell: Tell): Promise<boolean> {
  const { findArduinos } = await import("../../board/arduino/index.ts");
  if (port !== undefined) return probe({ path: port, label: "named port" }, tell, "FAIL");
  const { choices, problem } = await findArduinos();
  if (problem !== undefined) tell("note", `${problem}; name a port with --port`);
  else if (choices.length === 0) tell("note", "No Arduino on a USB port; the emulated Uno needs none");
  for (const choice of choices) await probe(choice, tell, "note");
  return true;
}

async function probe({ path, label }: PortChoice, tell: Tell, otherwise: Mark): Promise<boolean> {
  const { probeArduino } = await import("../../board/arduino/index.ts");
  try {
    const { firmware, protocol, answeredAfter, advice } = await probeArduino(path, systemClock);
    tell(
      "ok",
      `${path} ${label}: ${firmware.name} ${firmware.version}, Firmata ${protocol}, after ${answeredAfter} ms`,
    );
    for (const sentence of advice) tell("note", sentence);
    return true;
  } catch (error) {
    if (exitCodeOf(error) !== 3) throw error;
    tell(otherwise, (error as Error).message);
    return false;
  }
}
