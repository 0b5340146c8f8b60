import { expect } from "vitest";
import { factoryRecord, type NvmRecord, type Profile } from "../../firmware-sim/index.ts";
import type { Command } from "../../src/runtime/command.ts";
import { type VirtualBench, virtualBench } from "../support/host-bench.ts";
import { HOME_WIFI } from "../support/world-rig.ts";
import { DONE, passUntil, setUp } from "./red-blink.ts";

/** Longer than a reset, or a boot, and joining the Wi-Fi after it, take. */
export const SETTLED = 20_000;
/** Longer than any hold that S2 tells of. */
const LONGEST_HOLD = 40_000;

/** An Echo that its user has set up and signed in: it keeps something of theirs. */
export async function owned(profile: Profile): Promise<VirtualBench> {
  const bench = await virtualBench({ profile, wait: DONE });
  await setUp(bench);
  expect(bench.store.record).toMatchObject({ wifi: HOME_WIFI, account: "home", personal: true });
  expect(bench.host.snapshot.lifecycle).toBe("online");
  expect(bench.listed()).toEqual(["home"]);
  return bench;
}

/** As from the factory, but that it knows the Wi-Fi. */
export const newButForWifi = (profile: Profile): NvmRecord => ({
  ...factoryRecord(profile.startUpOnOff.value),
  wifi: HOME_WIFI,
});

/** It keeps, is and does what it did when its record was `before`. */
export async function expectUntouched(bench: VirtualBench, before: NvmRecord | null): Promise<void> {
  await bench.clock.advance(SETTLED);
  expect(bench.store.record).toEqual(before);
  expect(bench.listed()).toEqual(["home"]);
  expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", network: "cloud", account: "home" });
}

/** The resets that have begun, by name. */
export const begun = ({ reports }: VirtualBench): readonly string[] =>
  reports.flatMap((report) =>
    report.kind === "notice" && report.notice === "resetBegun" ? [report.reset] : [],
  );

const does = ({ host }: VirtualBench, command: Command) =>
  expect(host.command(command)).toEqual({ ok: true });

export const app = (bench: VirtualBench, action: string) => does(bench, { do: "app", action });
export const say = (bench: VirtualBench, says: "factory reset" | "yes" | "no") =>
  does(bench, { do: "voice", says });
export const unplug = (bench: VirtualBench) => does(bench, { do: "power", to: "off" });
export const plugIn = (bench: VirtualBench) => does(bench, { do: "power", to: "on" });

/** With which a reset of this make begins: several at once, or Action. */
const buttonsOf = ({ combination }: Profile): readonly string[] => combination?.buttons ?? ["action"];
export function press(bench: VirtualBench, buttons = buttonsOf(bench.host.profile)): void {
  for (const button of buttons) does(bench, { do: "press", button });
}
export function release(bench: VirtualBench, buttons = buttonsOf(bench.host.profile)): void {
  for (const button of buttons) does(bench, { do: "release", button });
}

/** Lets time pass until the ring shows this. */
export const ringIs = (bench: VirtualBench, color: string) =>
  passUntil(bench, () => bench.board.lamp === color, LONGEST_HOLD);

/** Presses the buttons of an Echo and gives it power. */
export async function pressAtPowerOn(bench: VirtualBench, buttons?: readonly string[]): Promise<void> {
  unplug(bench);
  await bench.clock.advance(1000);
  press(bench, buttons);
  plugIn(bench);
}

/** Holds until the ring shows that letting go resets, or has: a Dot's goes off and on, an Echo's goes blue after orange. */
export async function holdToFactory(bench: VirtualBench): Promise<void> {
  if (bench.host.profile.combination === null) {
    press(bench);
    await bench.clock.advance(25_000);
    await ringIs(bench, "off");
    await ringIs(bench, "blue");
  } else {
    await pressAtPowerOn(bench);
    await ringIs(bench, "orange");
    await ringIs(bench, "blue");
  }
}

const settled =
  (doing: (bench: VirtualBench) => void | Promise<void>) =>
  async (bench: VirtualBench): Promise<void> => {
    await doing(bench);
    await bench.clock.advance(SETTLED);
  };

/** Twenty seconds without power for an Echo, or of Action for a Dot. */
export const softReset = settled(async (bench) => {
  const { combination } = bench.host.profile;
  const [begin, end] = combination === null ? [press, release] : [unplug, plugIn];
  begin(bench);
  await bench.clock.advance(20_000);
  end(bench);
});

export const FACTORY_RESETS = {
  app: settled((bench) => app(bench, "reset")),
  buttons: settled(async (bench) => {
    await holdToFactory(bench);
    release(bench);
  }),
  voice: settled((bench) => {
    say(bench, "factory reset");
    say(bench, "yes");
  }),
} as const;

export const deregister = settled((bench) => app(bench, "deregister"));
