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
