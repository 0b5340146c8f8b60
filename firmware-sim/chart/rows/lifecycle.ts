import type { Row, TimerRow } from "../row.ts";

const AWAKE = ["setup", "idle-unprovisioned", "joining", "connecting", "online", "offline"];

/** A reset is over once it is durable and has been seen. One that kept the Wi-Fi ends where a boot would. */
const resetEnds = (keepsWifi: boolean): readonly Row[] =>
  (
    [
      ["resetShown", "resetDurable", "resetDurableWithWifi"],
      ["durable", "resetWasShown", "resetWasShownWithWifi"],
    ] as const
  ).flatMap(([on, when, whenKept]): Row[] => {
    const row = { region: "lifecycle", from: "resetting", on } as const;
    const kept: Row = { ...row, when: whenKept, to: "connecting", do: ["noticeResetDone", "connect"] };
    const end: Row = { ...row, when, to: "setup", do: ["noticeResetDone", "noticeSetupOpened"] };
    return keepsWifi ? [kept, end] : [end];
  });

/** What ends an attempt to set up. */
const FAILURES = ["joinFailed", "joinTimeout", "linkDown", "saveFailed"] as const;

/** A plug that a reset signed out, and left its Wi-Fi, signs in again where it is; if that fails, it is as before. */
const signingIn: readonly Row[] = [
  { region: "network", from: ["local", "cloud"], on: "provision", when: "signedOut", to: "down" },
  {
    region: "lifecycle",
    from: ["connecting", "online", "offline"],
    on: "provision",
    when: "signedOut",
    to: "joining",
    do: ["join"],
  },
  ...FAILURES.map(
    (on): Row => ({
      region: "lifecycle",
      from: "joining",
      on,
      when: on === "saveFailed" ? "awaitedAndHadWifi" : "hadWifi",
      to: "connecting",
      do: ["abandonJoin", "connect"],
    }),
  ),
];

/** What the resets of a make can leave behind. */
interface Leaves {
  /** One keeps the Wi-Fi. */
  readonly keepsWifi: boolean;
  /** One keeps the Wi-Fi and forgets the account. */
  readonly signsOut: boolean;
}

/** From unprovisioned (setup: S1 step 1, blinking blue) to online, and back by a reset (S1 step 3). */
export const lifecycleRows = ({ keepsWifi, signsOut }: Leaves): readonly Row[] => [
  ...(signsOut ? signingIn : []),
  { region: "lifecycle", from: "off", on: "booted", when: "wipeUnfinished", to: "resetting" },
  { region: "lifecycle", from: "off", on: "booted", when: "provisioned", to: "connecting", do: ["connect"] },
  { region: "lifecycle", from: "off", on: "booted", to: "setup", do: ["noticeSetupOpened"] },

  { region: "lifecycle", from: "setup", on: "provision", to: "joining", do: ["join"] },
  {
    region: "lifecycle",
    from: "setup",
    on: "setupWindowEnds",
    to: "idle-unprovisioned",
    do: ["noticeSetupEnded"],
  },
  { region: "lifecycle", from: "idle-unprovisioned", on: "tap", to: "setup", do: ["noticeSetupOpened"] },

  { region: "lifecycle", from: "joining", on: "joined", do: ["keepCredentials"] },
  { region: "lifecycle", from: "joining", on: "setupWindowEnds" },
  {
    region: "lifecycle",
    from: "joining",
    on: "saved",
    when: "awaitedAndReached",
    to: "online",
    do: ["setupDone"],
  },
  { region: "lifecycle", from: "joining", on: "saved", when: "awaited", to: "connecting", do: ["setupDone"] },
  ...FAILURES.flatMap((on): Row[] => [
    {
      region: "lifecycle",
      from: "joining",
      on,
      when: on === "saveFailed" ? "awaitedAndWindowOpen" : "windowOpen",
      to: "setup",
      do: ["abandonJoin"],
    },
    {
      region: "lifecycle",
      from: "joining",
      on,
      ...(on === "saveFailed" ? { when: "awaited" as const } : {}),
      to: "idle-unprovisioned",
      do: ["abandonJoin"],
    },
  ]),

  { region: "lifecycle", from: "connecting", on: "reached", to: "online" },
  { region: "lifecycle", from: "connecting", on: "connectTimeout", to: "offline" },
  { region: "lifecycle", from: "online", on: "unreached", do: ["startNetworkLost"] },
  { region: "lifecycle", from: "online", on: "reached", do: ["stopNetworkLost"] },
  { region: "lifecycle", from: "online", on: "networkLost", to: "offline" },
  { region: "lifecycle", from: "offline", on: "reached", to: "online" },

  { region: "lifecycle", from: AWAKE, on: "resetConfirmed", to: "resetting", do: ["startResetShown"] },
  ...resetEnds(keepsWifi),
  { region: "lifecycle", from: "resetting", on: "resetShown" },

  { region: "lifecycle", from: [...AWAKE, "resetting"], on: "powerLost", to: "off" },
];

export const lifecycleTimers: readonly TimerRow[] = [
  // The window goes on through an attempt to join: a failed one does not start it anew.
  {
    timer: "setupWindowEnds",
    region: "lifecycle",
    during: ["setup", "joining"],
    starts: "entry",
    span: "setupWindow",
  },
  { timer: "joinTimeout", region: "lifecycle", during: ["joining"], starts: "entry", span: "joinTimeout" },
  {
    timer: "connectTimeout",
    region: "lifecycle",
    during: ["connecting"],
    starts: "entry",
    span: "connectTimeout",
  },
  { timer: "networkLost", region: "lifecycle", during: ["online"], starts: "action", span: "networkLost" },
  { timer: "resetShown", region: "lifecycle", during: ["resetting"], starts: "action", span: "resetting" },
];
