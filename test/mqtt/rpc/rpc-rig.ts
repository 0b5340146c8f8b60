import type { Message } from "../../../src/mqtt/connection/message.ts";
import { Rpc } from "../../../src/mqtt/rpc/rpc.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import type { StubPlug } from "./stub-plug.ts";

export const ID = "plug-1";
export const OWN = "plugbench/plug-1";

export function rpcOf(plug: StubPlug, clock: ManualClock, id = ID): Rpc {
  const rpc = new Rpc({
    device: {
      id,
      model: "plugbench",
      app: "plugbench",
      serial: "aabbccddeeff",
      version: "1.2.3",
      mqtt: { clientId: id, topicPrefix: `plugbench/${id}` },
    },
    own: [`plugbench/${id}`],
    clock,
    wall: () => new Date(1_700_000_000_129 + clock.now()),
    obey: plug.obey,
  });
  plug.followedBy((now, before) => rpc.follow(now, before));
  return rpc;
}

/** Gives the plug a frame, or text that is none, and returns its answer; throws as the RPC does. */
export function take(rpc: Rpc, frame: unknown, reply?: { topic: string; correlation?: Buffer }): Message {
  const payload = Buffer.from(typeof frame === "string" ? frame : JSON.stringify(frame));
  return rpc.answer({ topic: `${OWN}/rpc`, payload, ...(reply && { reply }) });
}
