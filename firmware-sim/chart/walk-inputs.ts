import type { PlugInput } from "../input/inputs.ts";
import type { Schedule } from "../nvm/schedule.ts";
import type { Profile } from "../profiles/profile.ts";
import { millis } from "../time.ts";
import type { Node } from "./walk-node.ts";

const SCHEDULE = { enabled: true, since: "2026-01-01T00:00:00.000Z" } as const;
const SCHEDULES: readonly Schedule[] = [
  { ...SCHEDULE, id: "on", at: "07:00", to: "on", missed: "skip" },
  { ...SCHEDULE, id: "off", at: "2026-12-24T18:00", to: "off", missed: "run" },
];

const INPUTS: readonly PlugInput[] = [
  { kind: "powerLost" },
  { kind: "buttonLost" },
  { kind: "relaySet", to: "on", source: "mqtt", for: millis(5) },
  { kind: "relaySet", to: "off", source: "mqtt", for: millis(5) },
  { kind: "relaySet", to: "toggle", source: "mqtt" },
  { kind: "startUpSet", to: "on" },
  ...SCHEDULES.flatMap((schedule): PlugInput[] => [
    { kind: "schedulesSet", schedules: [schedule] },
    { kind: "scheduleDue", id: schedule.id, wall: "2026-12-24T17:00:00.000Z", late: false },
    { kind: "scheduleDue", id: schedule.id, wall: "2026-12-24T17:00:00.000Z", late: true },
  ]),
  { kind: "identify" },
  { kind: "hot" },
  { kind: "cool" },
  { kind: "overloaded" },
  { kind: "metered", watts: 0 },
  { kind: "metered", watts: 60 },
  { kind: "energyReset" },
  { kind: "mainsDip" },
  { kind: "mainsBack" },
  { kind: "provision", ssid: "w", key: "k", account: "a" },
  { kind: "linkUp" },
  { kind: "linkDown" },
  { kind: "cloudUp" },
  { kind: "cloudDown" },
  { kind: "networkTrouble", reason: "not_found" },
  { kind: "joined" },
  { kind: "joinFailed", reason: "wrong_password" },
  { kind: "deregistered" },
  { kind: "announced", topics: ["t"] },
  { kind: "goodbyeDone", cleared: true },
  { kind: "goodbyeDone", cleared: false },
  { kind: "goodbyePaid" },
  { kind: "updateOffered", version: "1.1.0", required: false },
  { kind: "updateOffered", version: "1.1.0", required: true },
  { kind: "updateInstall" },
  { kind: "downloading", share: 0.5 },
  { kind: "downloaded" },
  { kind: "downloadFailed", reason: "r" },
  { kind: "imageAccepted", version: "1.1.0" },
  { kind: "imageRefused", reason: "r" },
];

/** Everything that the walk tries with a plug of this make, but for edges and what is made of the node at hand. */
export const inputsOf = ({ app }: Profile): readonly PlugInput[] => [
  ...INPUTS,
  ...Object.keys(app).map((action): PlugInput => ({ kind: "appReset", action })),
  { kind: "removed" },
  { kind: "voice", says: "factory reset" },
  { kind: "voice", says: "yes" },
  { kind: "voice", says: "no" },
];

/** An edge of each button of a combination but the Action button: the other way than it is. */
export const edgesOf = ({
  combination,
}: Profile): readonly (readonly [string, (node: Node) => PlugInput])[] =>
  (combination?.buttons ?? [])
    .filter((button) => button !== "action")
    .map((button) => [
      `edge of ${button}`,
      ({ plug }) => ({ kind: "edge", down: !plug.othersDown.includes(button), button }),
    ]);
