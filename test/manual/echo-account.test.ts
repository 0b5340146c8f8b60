import { afterAll, describe, expect } from "vitest";
import { factoryRecord, type HomeRecord, type Profile } from "../../firmware-sim/index.ts";
import { benches } from "../cli/ctl-bench.ts";
import type { VirtualBench } from "../support/host-bench.ts";
import { deregister, expectUntouched, FACTORY_RESETS, owned, plugIn, SETTLED, unplug } from "./echo.ts";
import { DONE, MINUTE, setUp } from "./red-blink.ts";
import { statement } from "./statement.ts";

const RESETS = { ...FACTORY_RESETS, deregister } as const;

async function deregistered(profile: Profile): Promise<VirtualBench> {
  const bench = await owned(profile);
  await deregister(bench);
  return bench;
}

describe("S2, deregistering", () => {
  statement("S2.deregister.unlinks", async (profile) => {
    const bench = await deregistered(profile);
    expect(bench.listed()).toEqual([]);
    expect([bench.store.record?.account, bench.host.snapshot.account]).toEqual([null, null]);
  });

  statement("S2.deregister.as-new", async (profile) => {
    const bench = await deregistered(profile);
    for (let starts = 0; starts < 2; starts++) {
      expect(bench.host.snapshot).toMatchObject({ lifecycle: "setup", provisioned: false, network: "down" });
      unplug(bench);
      plugIn(bench);
      await bench.clock.advance(MINUTE);
    }
    await setUp(bench);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", account: "home" });
    expect(bench.listed()).toEqual(["home"]);
  });

  statement("S2.deregister.device", async (profile) => {
    const { store } = await deregistered(profile);
    expect(store.record).toEqual(factoryRecord(profile.startUpOnOff.value));
    expect(store.wipes).toBe(1);
  });

  statement("S2.deregister.cloud", async (profile) => {
    const { deregister } = await told(profile);
    expect(deregister.after.keeps.length).toBeGreaterThan(0);
    expect(deregister.after.keeps).toEqual(deregister.before.keeps);
    expect(deregister.after.accounts.map(({ name }) => name)).toEqual(["home"]);
  });

  statement("S2.deregister.other-account", async (profile) => {
    const bench = await owned(profile);
    const before = bench.store.record;
    const theirs = { do: "provision", account: "friend" } as const;
    expect(bench.host.command(theirs)).toMatchObject({ ok: false, code: "not_in_setup" });
    await expectUntouched(bench, before);
    await deregister(bench);
    expect(bench.host.command(theirs)).toEqual({ ok: true });
    await bench.clock.advance(DONE);
    expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", account: "friend" });
    expect(bench.listed()).toEqual(["friend"]);
  });
});

interface Account {
  readonly accounts: readonly { readonly name: string; readonly listsPlug: boolean }[];
  /** What it has whatever is reset. */
  readonly keeps: readonly string[];
}
type Told = Record<keyof typeof RESETS, { readonly before: Account; readonly after: Account }>;

const place = benches();
afterAll(place.remove);
const stories = new Map<string, Promise<Told>>();

/** What `ctl home account` says before and after each reset of an Echo that was set up for it. */
function told(profile: Profile): Promise<Told> {
  const story = stories.get(profile.id) ?? tell(profile);
  stories.set(profile.id, story);
  return story;
}

async function tell({ id, combination }: Profile): Promise<Told> {
  const desk = place.bench(id);
  await desk.stands("--profile", id);
  const does = async (...steps: readonly string[]) => {
    for (const step of steps) expect(await desk.ctl(...step.split(" ")), step).toMatchObject({ code: 0 });
  };
  const account = async (): Promise<Account> => {
    const { accounts, cloudKeeps } = await desk.ctlJson("home", "account");
    return { accounts, keeps: cloudKeeps.map(({ what }: { what: string }) => what) };
  };
  const resets: Readonly<Record<keyof typeof RESETS, readonly string[]>> = {
    app: ["app reset"],
    buttons: combination === null ? ["hold 26s"] : heldAtPowerOn(combination.buttons),
    voice: ["say factory reset", "say yes"],
    deregister: ["app deregister"],
  };
  const said: Partial<Told> = {};
  await does("wait setup");
  for (const [name, steps] of Object.entries(resets)) {
    await does("setup", "wait online");
    const before = await account();
    await does(...steps, "advance 20s");
    said[name as keyof Told] = { before, after: await account() };
  }
  return said as Told;
}

const heldAtPowerOn = (names: readonly string[]): readonly string[] => {
  const button = `--button ${names}`;
  return ["unplug", `press ${button}`, "plug-in", "advance 25s", `release ${button}`];
};

/** Each of these is told of among what the account has, whatever was reset. */
async function expectStays(profile: Profile, ...whats: readonly RegExp[]): Promise<void> {
  for (const [name, { before, after }] of Object.entries(await told(profile))) {
    expect(before.accounts, name).toEqual([{ name: "home", listsPlug: true }]);
    expect(after.accounts, name).toEqual([{ name: "home", listsPlug: false }]);
    for (const what of whats)
      expect(
        after.keeps.filter((each) => what.test(each)),
        `${what} after ${name}`,
      ).toHaveLength(1);
  }
}

describe("S2, what stays", () => {
  statement("S2.stays.history", async (profile) => {
    for (const [name, { before, after }] of Object.entries(await told(profile))) {
      expect(before.keeps.length).toBe(8);
      expect(after.keeps, name).toEqual(before.keeps);
    }
  });

  statement("S2.stays.such-as", (profile) => expectStays(profile, /recordings/, /smart-home/, /bought/));
  statement("S2.stays.login", (profile) => expectStays(profile, /login/));
  statement("S2.stays.payment", (profile) => expectStays(profile, /cards and other means of payment/));
  statement("S2.stays.recordings", (profile) =>
    expectStays(profile, /recordings and transcripts in the cloud/),
  );
  statement("S2.stays.smart-home", (profile) => expectStays(profile, /smart-home .*devices/));
  statement("S2.stays.media", (profile) => expectStays(profile, /music, audio books and e-books/));
  statement("S2.stays.purchases", (profile) => expectStays(profile, /history of what was bought/));
  statement("S2.stays.routines", (profile) => expectStays(profile, /reminders, alerts, skills and routines/));
  statement("S2.stays.preferences", (profile) => expectStays(profile, /preferences.* voice/));

  statement("S2.stays.only-local", async (profile) => {
    for (const reset of Object.values(RESETS)) {
      const bench = await owned(profile);
      const [device, house] = [bench.store.record, unlisted(bench.keptHome.record)];
      await reset(bench);
      expect(bench.store.record).not.toEqual(device);
      expect(bench.keptHome.record).toEqual(house);
    }
  });
});

/** The same home and accounts, none of which lists the device. */
const unlisted = (record: HomeRecord): HomeRecord => ({
  ...record,
  accounts: record.accounts.map(({ name }) => ({ name, listsPlug: false })),
});

describe("S2, summary", () => {
  statement("S2.summary.set-up", async (profile) => {
    for (const reset of Object.values(FACTORY_RESETS)) {
      const bench = await owned(profile);
      await reset(bench);
      for (let starts = 0; starts < 2; starts++) {
        expect(bench.store.record).toMatchObject({ account: null, personal: false });
        unplug(bench);
        plugIn(bench);
        await bench.clock.advance(SETTLED);
      }
      await setUp(bench);
      expect(bench.store.record).toMatchObject({ account: "home", personal: true });
      expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", account: "home" });
      expect(bench.listed()).toEqual(["home"]);
    }
  });
});
