import * as v from "valibot";
import type { Command } from "../../runtime/command.ts";
import { LONGEST_FOR_S, lasting } from "../commands/shapes.ts";
import { readingOf } from "../meter/reading.ts";
import { startUpOf, switchConfig, switchStatus } from "./components.ts";
import { type Method, method } from "./method.ts";
import { RpcError } from "./rpc-error.ts";
import type { RpcPlug } from "./rpc-plug.ts";

const id = v.pipe(v.number(), v.integer());
const oneSwitch = v.strictObject({ id });
const set = v.strictObject({
  id,
  on: v.boolean(),
  toggle_after: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(LONGEST_FOR_S))),
});
const setConfig = v.strictObject({
  id,
  config: v.strictObject({ initial_state: v.picklist(["off", "on", "restore_last"]) }),
});

const resetCounters = v.strictObject({ id, type: v.optional(v.array(v.literal("aenergy"))) });

const SET = `{"id":0,"on":true or false}, and "toggle_after":0.1 to ${LONGEST_FOR_S} if it is to last so many seconds`;
const SET_CONFIG = `{"id":0,"config":{"initial_state":"off", "on" or "restore_last"}}: nothing else can be set`;
const RESET_COUNTERS = `{"id":0} or {"id":0,"type":["aenergy"]}: nothing else is counted`;

/** @throws RpcError unless it is the plug's one outlet */
function mustBeHere(params: { readonly id: number }): void {
  if (params.id !== 0) throw new RpcError("notFound", "the only switch has id 0");
}

function relay(
  plug: RpcPlug,
  command: Omit<Extract<Command, { do: "relay" }>, "do" | "source">,
  source: string,
) {
  const was_on = plug.now.relay.closed;
  plug.obey({ do: "relay", source: "mqtt", ...command }, source);
  return { was_on };
}

const methods: Readonly<Record<string, Method>> = {
  "Switch.Set": method(set, SET, (plug, params, source) => {
    mustBeHere(params);
    return relay(plug, { to: params.on ? "on" : "off", ...lasting(params.toggle_after) }, source);
  }),
  "Switch.Toggle": method(oneSwitch, `{"id":0}`, (plug, params, source) => {
    mustBeHere(params);
    return relay(plug, { to: "toggle" }, source);
  }),
  "Switch.GetStatus": method(oneSwitch, `{"id":0}`, (plug, params) => {
    mustBeHere(params);
    return switchStatus(plug.now, plug.at);
  }),
  "Switch.GetConfig": method(oneSwitch, `{"id":0}`, (plug, params) => {
    mustBeHere(params);
    return switchConfig(plug.now);
  }),
  "Switch.SetConfig": method(setConfig, SET_CONFIG, (plug, params, source) => {
    mustBeHere(params);
    plug.obey({ do: "startUp", to: startUpOf(params.config.initial_state) }, source);
    return { restart_required: false };
  }),
  "Switch.ResetCounters": {
    ...method(resetCounters, RESET_COUNTERS, (plug, params, source) => {
      mustBeHere(params);
      const { wh } = readingOf(plug.now.meter!, plug.at);
      plug.obey({ do: "resetEnergy" }, source);
      return { aenergy: { total: wh } };
    }),
    needs: "meter",
  },
};

/** The component Switch of Shelly's API documentation, as far as there is something behind it. */
export const switchMethods: Readonly<Record<string, Method>> = Object.fromEntries(
  Object.entries(methods).map(([name, each]) => [name, { needs: "outlet", ...each }]),
);
