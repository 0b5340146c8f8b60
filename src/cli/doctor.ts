import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../config/settings.ts";
import { nodeFs } from "../store/node-fs.ts";
import { parseHomeRecord, parseNvmRecord } from "../store/record-schema.ts";
import { listPlugs, type PlugPlace } from "../store/state-directory.ts";
import { TwoSlotStore } from "../store/two-slot-store.ts";
import { askBoard } from "./ask-board.ts";
import { checkPi } from "./doctor-pi.ts";
import type { ExitCode } from "./failure.ts";
import type { Io } from "./io.ts";
import { type Tell, teller } from "./marks.ts";
import { stateRoot } from "./state-root.ts";

/** What package.json asks of Node. */
const LEAST_NODE = [20, 19] as const;

/** Looks at all that a plug needs, and says what to do about what is missing. 1: a check failed; 3: the named port does not answer. */
export async function doctor(settings: Settings, io: Io): Promise<ExitCode> {
  let worst: ExitCode = 0;
  const print = teller(io);
  const tell: Tell = (mark, text) => {
    print(mark, text);
    if (mark === "FAIL") worst = 1;
  };
  checkNode(tell);
  await checkState(stateRoot(settings, io.env), tell);
  await checkPi(settings, tell);
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
  if (port !== undefined) return askBoard({ path: port, label: "named port" }, tell, "FAIL");
  const { choices, problem } = await findArduinos();
  if (problem !== undefined) tell("note", `${problem}; name a port with --port`);
  else if (choices.length === 0) tell("note", "No Arduino on a USB port; the emulated Uno needs none");
  for (const choice of choices) await askBoard(choice, tell, "note");
  return true;
}
