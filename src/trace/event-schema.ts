import * as v from "valibot";
import {
  AIRS,
  type Air,
  CIRCUIT_FAULTS,
  type HomeInput,
  type Instant,
  LOAD_LIMITS,
  type Load,
  millis,
} from "../../firmware-sim/index.ts";
import type { Contents, Kind, MakeRef, TraceHeader } from "./event.ts";
import { home, plugInput, powerOn, relay } from "./plug-schema.ts";
import { count, isObject, kinded, nothing, seed, text, upDown } from "./schema.ts";

const watts = v.pipe(v.number(), v.minValue(0), v.maxValue(LOAD_LIMITS.watts));
const loadSpan = v.pipe(
  count,
  v.minValue(LOAD_LIMITS.shortest),
  v.maxValue(LOAD_LIMITS.span),
  v.transform(millis),
);
const load: v.GenericSchema<unknown, Load> = v.variant("kind", [
  v.strictObject({ name: text, kind: v.literal("steady"), watts }),
  v.strictObject({
    name: text,
    kind: v.literal("steps"),
    steps: v.pipe(
      v.array(v.strictObject({ watts, for: loadSpan })),
      v.minLength(1),
      v.maxLength(LOAD_LIMITS.steps),
    ),
    repeats: v.boolean(),
  }),
]);
const fault = v.picklist(CIRCUIT_FAULTS);
const account = v.nullable(text);

const circuitInput = kinded<Contents["circuit"]>({
  coil: v.strictObject({ closed: v.boolean() }),
  plugOn: nothing,
  mains: v.strictObject({ on: v.boolean() }),
  attach: v.strictObject({ load: v.nullable(load) }),
  air: v.strictObject({ air: v.picklist(Object.keys(AIRS) as Air[]) }),
  raise: v.strictObject({ fault, seed }),
  clear: v.strictObject({ fault }),
  replace: nothing,
});

const homeInput = kinded<HomeInput>({
  join: v.strictObject({ ssid: text, key: text, account }),
  connect: v.strictObject({ ssid: text, key: text }),
  leave: nothing,
  deregister: nothing,
  plugOff: nothing,
  removeFromAccount: v.strictObject({ resets: v.exactOptional(v.boolean()) }),
  setWifi: v.strictObject({ to: upDown, how: v.picklist(["cut", "silent"]) }),
  restartRouter: nothing,
  setSignal: v.variant("to", [
    v.strictObject({ to: v.literal("good") }),
    v.strictObject({ to: v.literal("weak"), seed }),
  ]),
  setKey: v.strictObject({ to: v.nullable(text) }),
  setDhcp: v.strictObject({ to: upDown }),
  setDns: v.strictObject({ to: upDown }),
  setFirewall: v.strictObject({ to: v.picklist(["open", "blocks"]) }),
  setCloud: v.strictObject({ to: upDown }),
});

const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,48}$/));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** What only the plug says, and nothing is made of: a replay is compared with it. */
const told = <T>(name: string) => v.custom<T>((value) => isObject(value) && typeof value[name] === "string");

/** What each kind of line must say. */
export const CONTENTS: { readonly [K in Kind]: v.GenericSchema<unknown, Contents[K]> } = {
  plug: plugInput,
  circuit: circuitInput,
  home: homeInput,
  power: powerOn,
  lay: powerOn,
  make: v.strictObject({ id, sha256 }),
  lamp: v.strictObject({ pattern: text }),
  relay,
  contact: v.strictObject({ closed: v.boolean() }),
  gesture: told<Contents["gesture"]>("gesture"),
  notice: told<Contents["notice"]>("notice"),
  ignored: told<Contents["ignored"]>("input"),
  mqtt: v.strictObject({
    topic: v.string(),
    payload: v.string(),
    retain: v.boolean(),
    qos: v.picklist([0, 1]),
  }),
  end: nothing,
};

const make: v.GenericSchema<unknown, MakeRef> = v.strictObject({
  id,
  sha256,
  file: v.exactOptional(v.unknown()),
});

export const headerSchema: v.GenericSchema<unknown, TraceHeader> = v.strictObject({
  tool: v.pipe(v.string(), v.regex(/^[\w.+ -]{1,64}$/)),
  wall: v.pipe(v.string(), v.isoTimestamp(), v.maxLength(32)),
  at: v.pipe(
    count,
    v.transform((at) => at as Instant),
  ),
  profile: make,
  home,
});
