import * as v from "valibot";
import {
  type HomeRecord,
  instant,
  JOIN_FAILURES,
  NETWORK_TROUBLES,
  type NvmRecord,
  type PlugInput,
  type PowerOn,
  type Schedule,
  SOURCES,
  WEEKDAYS,
} from "../../firmware-sim/index.ts";
import { count, kinded, nothing, seed, span, text, texts, upDown } from "./schema.ts";

const startUp = v.picklist(["off", "on", "previous"]);
const toggle = v.picklist(["on", "off", "toggle"]);
const health = v.picklist(["ok", "recovered", "lost", "failing"]);
const number = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A name that stands for a key; see secrets.ts. */
const key = text;
const wifi = v.strictObject({ ssid: text, key });
const failure = v.picklist(JOIN_FAILURES);
const source = v.picklist(SOURCES);

const schedules: v.GenericSchema<unknown, Schedule[]> = v.pipe(
  v.array(
    v.strictObject({
      id: text,
      at: text,
      days: v.exactOptional(v.array(v.picklist(WEEKDAYS))),
      to: toggle,
      enabled: v.boolean(),
      missed: v.picklist(["skip", "run"]),
      since: text,
    }),
  ),
  v.maxLength(256),
);

const nvm: v.GenericSchema<unknown, NvmRecord> = v.strictObject({
  version: v.literal(1),
  wifi: v.nullable(wifi),
  account: v.nullable(text),
  startUp,
  relayClosed: v.boolean(),
  intent: v.nullable(v.strictObject({ kind: text, linkUp: v.boolean(), goodbyeTopics: texts })),
  owedGoodbye: texts,
  schedules,
  energy: number,
  firmware: v.strictObject({
    version: text,
    slot: v.picklist([0, 1]),
    trying: v.nullable(v.strictObject({ version: text, booted: v.boolean() })),
  }),
  shortBoots: count,
  personal: v.boolean(),
});

export const home: v.GenericSchema<unknown, HomeRecord> = v.strictObject({
  version: v.literal(1),
  wifi,
  formerKey: v.nullable(key),
  router: upDown,
  signal: v.picklist(["good", "weak"]),
  signalSeed: seed,
  dhcp: upDown,
  dns: upDown,
  firewall: v.picklist(["open", "blocks"]),
  cloud: upDown,
  accounts: v.pipe(
    v.array(v.strictObject({ name: text, listsPlug: v.boolean() })),
    v.minLength(1),
    v.maxLength(256),
  ),
  owesRemoval: v.boolean(),
});

export const powerOn: v.GenericSchema<unknown, PowerOn> = v.strictObject({
  nvm: v.nullable(nvm),
  health: v.exactOptional(health),
  buttonDown: v.boolean(),
  othersDown: v.exactOptional(texts),
  restarted: v.exactOptional(v.boolean()),
  hot: v.exactOptional(v.boolean()),
});

export const plugInput = kinded<PlugInput>({
  powerLost: nothing,
  edge: v.strictObject({ down: v.boolean(), button: v.exactOptional(text) }),
  buttonLost: nothing,
  stalled: v.strictObject({ since: v.pipe(count, v.transform(instant)) }),
  relaySet: v.strictObject({ to: toggle, source, for: v.exactOptional(span) }),
  startUpSet: v.strictObject({ to: startUp }),
  identify: nothing,
  provision: v.strictObject({ ssid: text, key, account: v.nullable(text) }),
  hot: nothing,
  cool: nothing,
  overloaded: nothing,
  metered: v.strictObject({ watts: number }),
  mainsDip: nothing,
  mainsBack: nothing,
  energyReset: nothing,
  schedulesSet: v.strictObject({ schedules }),
  scheduleDue: v.strictObject({ id: text, wall: text, late: v.boolean() }),
  updateOffered: v.strictObject({ version: text, required: v.boolean() }),
  updateInstall: nothing,
  downloading: v.strictObject({ share: number }),
  downloaded: nothing,
  downloadFailed: v.strictObject({ reason: text }),
  imageAccepted: v.strictObject({ version: text }),
  imageRefused: v.strictObject({ reason: text }),
  networkTrouble: v.strictObject({ reason: v.picklist(NETWORK_TROUBLES) }),
  removed: nothing,
  appReset: v.strictObject({ action: text }),
  voice: v.strictObject({ says: v.picklist(["factory reset", "yes", "no"]) }),
  linkUp: nothing,
  linkDown: nothing,
  cloudUp: nothing,
  cloudDown: nothing,
  joined: nothing,
  joinFailed: v.strictObject({ reason: failure }),
  deregistered: nothing,
  announced: v.strictObject({ topics: texts }),
  goodbyeDone: v.strictObject({ cleared: v.boolean() }),
  goodbyePaid: nothing,
  saved: v.strictObject({ ticket: count }),
  saveFailed: v.strictObject({ ticket: count, code: text }),
  wiped: v.strictObject({ ticket: count }),
});

export const relay = v.strictObject({ closed: v.boolean(), source });
