import type { Profile } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

/** Resets that the account begins, by its app, by taking the plug off its list, or by voice after a question. */
export function remoteRows({ app, voice }: Profile): readonly Row[] {
  const begins: readonly Row[] = [
    { region: "reset", from: "idle", on: "appReset", when: "appReaches", do: ["beginAppReset"] },
  ];
  const taken: readonly Row[] = [
    { region: "reset", from: "idle", on: "removed", when: "notBusy", do: ["beginRemoval"] },
  ];
  return [
    ...(Object.keys(app).length > 0 ? begins : []),
    ...(Object.hasOwn(app, "remove") ? taken : []),
    { region: "reset", from: "*", on: "removed" },
    ...(voice === null ? [] : voiceRows),
  ];
}

const voiceRows: readonly Row[] = [
  { region: "voice", from: "idle", on: "voice", when: "hearsReset", to: "asking", do: ["ask"] },
  { region: "voice", from: "asking", on: "voice", when: "hearsReset", do: ["ask"] },
  { region: "voice", from: "asking", on: "voice", when: "hearsYes", to: "idle", do: ["beginVoiceReset"] },
  { region: "voice", from: "asking", on: "voice", to: "idle", do: ["noticeDeclined"] },
  { region: "voice", from: "asking", on: "voiceEnds", to: "idle", do: ["noticeDeclined"] },
  { region: "voice", from: "asking", on: "unreached", to: "idle", do: ["noticeDeclined"] },
  { region: "voice", from: "asking", on: "resetConfirmed", to: "idle" },
  { region: "voice", from: "asking", on: "powerLost", to: "idle" },
];

export const voiceTimers: readonly TimerRow[] = [
  { timer: "voiceEnds", region: "voice", during: ["asking"], starts: "action" },
];
