import type { Socket } from "node:net";
import { join } from "node:path";
import type { Environment } from "../config/read-settings.ts";
import type { Settings } from "../config/settings.ts";
import { nodeFs } from "../store/node-fs.ts";
import { listPlugs, type PlugPlace } from "../store/state-directory.ts";
import { UsageError } from "../usage-error.ts";
import { controlAddress } from "./control/address.ts";
import { visit } from "./control/client.ts";
import { Unreachable } from "./failure.ts";
import { stateRoot } from "./state-root.ts";

/**
 * A connection to the plug that runs, or to the one that is named.
 * @throws Unreachable when it does not run, UsageError when several do and none is named, StoreError
 */
export async function visitPlug(settings: Settings, env: Environment): Promise<Socket> {
  const root = stateRoot(settings, env);
  const plugs = await listPlugs(nodeFs, root);
  const { id } = settings;
  const asked = id === undefined ? plugs : plugs.filter((plug) => plug.id === id);
  const answers = await Promise.all(asked.map((plug) => visitAt(plug, env)));
  const running = answers.filter((answer) => answer !== undefined);
  const [only, ...others] = running;
  if (only !== undefined && others.length === 0) return only.socket;
  for (const { socket } of running) socket.destroy();
  if (only === undefined) throw new Unreachable(nobodyText(root, id, plugs));
  const names = running.map(({ plug }) => plug.id).join(", ");
  throw new UsageError(`Several plugs are running: name one with --id: ${names}.`);
}

async function visitAt(plug: PlugPlace, env: Environment) {
  const socket = await visit(controlAddress(plug.directory, env));
  return socket === undefined ? undefined : { plug, socket };
}

function nobodyText(root: string, id: string | undefined, plugs: readonly PlugPlace[]): string {
  if (id === undefined)
    return `No plug is running in ${root}: start one with plugbench run, or name its directory with --state DIR.`;
  if (plugs.some((plug) => plug.id === id))
    return `${id} is not running: start it with plugbench run --id ${id}.`;
  const known = plugs.map((plug) => plug.id).join(", ");
  return `There is no plug ${id} in ${join(root)}: ${known === "" ? "there is none at all" : `there is ${known}`}.`;
}
