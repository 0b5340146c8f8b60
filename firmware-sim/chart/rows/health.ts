import type { Profile } from "../../profiles/profile.ts";
import type { Row, TimerRow } from "../row.ts";

/** What protects the outlet of this make. */
const protectionOf = ({ outlet }: Profile) => ({
  heat: outlet !== null && outlet.overheat !== null,
  load: outlet !== null && outlet.overload !== null,
});

/** What a trip does to the outlet, and what it refuses until it is over. These come before the outlet's own rows. */
export function tripRows(profile: Profile): readonly Row[] {
  const { heat, load } = protectionOf(profile);
  const relay = { region: "relay", from: "open" } as const;
  const opens = { region: "relay", from: "closed", to: "open", do: ["tripRelay"] } as const;
  return [
    ...(heat ? [{ ...opens, on: "hot" } as const] : []),
    ...(load ? [{ ...opens, on: "overloaded" } as const] : []),
    // This press only says that the overload was seen.
    ...(load ? [{ ...relay, on: "tap", when: "overloaded" } as const] : []),
    ...(heat ? [{ ...relay, on: "tap", when: "tripped", do: ["refuseTripped"] } as const] : []),
    ...(heat || load
      ? ([
          { ...relay, on: "relaySet", when: "wantsOnTripped", do: ["refuseTripped"] },
          { ...relay, on: "relayTimeUp", when: "tripped", do: ["refuseTripped"] },
        ] as const)
      : []),
  ];
}

/**
 * What the plug protects itself from. Heat holds until it has cooled, an overload until a press or a power cut; heat
 * outdoes an overload. These come after the outlet's rows: a press that ends an overload found it there.
 */
export function healthRows(profile: Profile): readonly Row[] {
  const { heat, load } = protectionOf(profile);
  const states = [...(heat ? ["overheated"] : []), ...(load ? ["overloaded"] : [])];
  const cools: Row = { region: "health", from: "overheated", on: "cool", to: "ok", do: ["noticeCool"] };
  const seen: Row = { region: "health", from: "overloaded", on: "tap", to: "ok", do: ["noticeOverloadSeen"] };
  const hot = { region: "health", on: "hot", to: "overheated", do: ["noticeHot"] } as const;
  const tooMuch: Row = {
    region: "health",
    from: "ok",
    on: "overloaded",
    to: "overloaded",
    do: ["noticeOverload"],
  };
  return [
    ...(heat ? [{ ...hot, from: load ? ["ok", "overloaded"] : "ok" }, cools] : []),
    ...(load ? [tooMuch, seen] : []),
    ...(states.length > 0 ? [{ region: "health", from: states, on: "powerLost", to: "ok" } as const] : []),
  ];
}

/** Three dips of the mains in `looseWindow` are felt as a loose connection, until none has come for as long. */
export const mainsRows: readonly Row[] = [
  {
    region: "mains",
    from: "steady",
    on: "mainsDip",
    when: "dipsEnough",
    to: "flickering",
    do: ["noticeFlickering", "waitForDips"],
  },
  { region: "mains", from: "steady", on: "mainsDip", do: ["countDip"] },
  { region: "mains", from: "flickering", on: "mainsDip", do: ["waitForDips"] },
  { region: "mains", from: "steady", on: "dipsOver", do: ["forgetDips"] },
  { region: "mains", from: "flickering", on: "dipsOver", to: "steady", do: ["forgetDips", "noticeSteady"] },
  { region: "mains", from: "*", on: "mainsBack" },
  { region: "mains", from: "flickering", on: "powerLost", to: "steady" },
];

export const mainsTimers: readonly TimerRow[] = [
  { timer: "dipsOver", region: "mains", during: "*", starts: "action", span: "looseWindow" },
];

/** A button that was down for `stuckButton`. */
export const fingerRows: readonly Row[] = [
  { region: "finger", from: "free", on: "stuck", to: "stuck" },
  { region: "finger", from: "stuck", on: "release", to: "free", do: ["noticeFree"] },
  { region: "finger", from: "stuck", on: "buttonLost", to: "free", do: ["noticeFree"] },
  { region: "finger", from: "stuck", on: "powerLost", to: "free" },
];
