import type { DialectOptions } from "../link/dialect.ts";
import { Rpc } from "./rpc.ts";
import type { RpcPlugOptions } from "./rpc-plug.ts";

/** The methods on the plug's own topics, where it passes for nobody else. */
export function ownRpc(
  { identity, clock, wall }: Pick<DialectOptions, "identity" | "clock" | "wall">,
  obey: RpcPlugOptions["obey"],
): Rpc {
  const { id, base, serial, version } = identity;
  const topicPrefix = `${base}/${id}`;
  const mqtt = { clientId: id, topicPrefix };
  const device = { id, model: "plugbench", app: "plugbench", serial, version, mqtt };
  return new Rpc({ device, own: [topicPrefix], clock, wall, obey });
}
