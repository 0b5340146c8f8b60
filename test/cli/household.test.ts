import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { parseFaults } from "../../src/config/fault.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { answerAccount } from "../../src/control/account.ts";
import { HOUSEHOLD_WISHES } from "../../src/runtime/household/kinds.ts";
import { benches } from "./ctl-bench.ts";
import { runs } from "./in-process.ts";

const place = benches();
afterAll(place.remove);

describe("ctl fault in the house", () => {
  const bench = place.bench("house");
  const { ctl, ctlJson } = bench;
  beforeAll(async () => {
    await bench.stands("--provisioned", "--fault", "dns,for=60s late-ack");
    await ctl("advance", "20s");
  });

  it("lists each with what it is and what helps, beside those on the wire", async () => {
    expect((await ctl("fault", "list")).out).toBe(
      "Faults: dns; late-ack.\ndns: No name service answers: the plug does not find its cloud. Try restart-router.\n",
    );
    expect(await ctlJson("fault", "list")).toMatchObject({
      faults: [{ kind: "late-ack" }],
      household: [{ kind: "dns", remedies: ["restart-router"] }],
      plan: null,
    });
    expect((await ctl("state")).out).toMatch(/^trouble +no network: no name service answers$/m);
    await ctl("advance", "40s");
    expect((await ctl("fault", "list")).out).toBe("Faults: late-ack.\n");
  });

  it("raises, cures and clears", async () => {
    expect((await ctl("fault", "blocked", "--for", "5m")).out).toBe(
      "In force: blocked. plugbench ctl fault clear blocked undoes it.\n",
    );
    const useless = await ctl("fault", "remedy", "move-closer");
    expect([useless.code, useless.out]).toEqual([
      0,
      expect.stringContaining("Try, for blocked: router-settings."),
    ]);
    expect((await ctl("fault", "remedy", "router-settings")).out).toBe(
      "The router lets the plug through, and takes the former password again.\n",
    );
    const byHand = await ctlJson("fault", "remedy", "network-reset");
    expect(byHand).toMatchObject({ exit: 1, ok: false, code: "no_effect" });
    await ctl("fault", "overheat");
    expect((await ctl("fault", "clear", "overheat")).out).toBe("Cleared. Faults: late-ack.\n");
  });

  it("goes through a plan, and ends it", async () => {
    expect((await ctl("fault", "random", "--seed", "7", "--period", "10m")).out).toMatch(
      /^In force: random \(period 10 min, seed 7\)\./,
    );
    const { household, plan } = await ctlJson("fault", "list");
    expect([household.length, plan]).toEqual([1, { seed: 7, period: 600_000 }]);
    expect((await ctl("fault", "clear", "all")).out).toBe("Cleared. Faults: none.\n");
  });

  it("tells the account, and what it has of the plug", async () => {
    const before = await ctl("home", "account");
    expect(before.out).toMatch(/^Account home lists the plug\.$/m);
    expect((await ctl("home", "account", "remove")).out).toBe(
      "No account lists the plug. It resets itself as soon as it hears of it.\n",
    );
    const { accounts, resets } = await ctlJson("home", "account");
    expect(accounts).toEqual([{ name: "home", listsPlug: false }]);
    expect(resets.map(({ name }: { name: string }) => name)).toContain("factory");
  });
});

it("says at the start that a fault could not be raised, and goes on", async () => {
  const plug = await place.bench("unready").stands("--fault", "weak-signal");
  await plug.says("--fault weak-signal was not done: the plug is not set up");
});

describe("wrong use of a household fault", () => {
  it.each([
    [["overheat", "--delay", "2s"], "--delay says nothing of overheat"],
    [["dns", "--period", "2s"], "--period says nothing of dns"],
    [["random", "--chance", "0.5"], "--chance says nothing of random"],
    [["remedy", "resaet"], 'Did you mean "reseat"?'],
    [["clear", "overhaet"], 'Did you mean "overheat"?'],
  ])("%j ends with code 2 and says what there is", async (args, what) => {
    const { code, err } = await runs(["ctl", "fault", ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
  });

  it("reads every kind of --fault", () => {
    expect(parseFaults(HOUSEHOLD_WISHES.join(" ")).map(({ fault }) => fault.kind)).toEqual(HOUSEHOLD_WISHES);
    expect(parseFaults("random,seed=7,period=10m,for=24h")).toEqual([
      { do: "fault", fault: { kind: "random", seed: 7, period: 600_000 }, for: 86_400_000 },
    ]);
  });
});

describe("the account of each make", () => {
  const accounts = [
    { name: "home", listsPlug: true },
    { name: "guest", listsPlug: false },
  ];

  it.each(PROFILES.map((profile) => ({ profile, id: profile.id })))(
    "tells every reset of $id, how it begins, and what it leaves",
    ({ profile }) => {
      const answer = answerAccount(profile, accounts);
      if (!answer.ok) throw new Error("refused");
      const { resets, cloudKeeps } = answer.result as {
        resets: { name: string; begunBy: string[]; erases: string[]; keeps: string[] }[];
        cloudKeeps: { what: string }[];
      };
      expect(resets.map(({ name }) => name)).toEqual(Object.keys(profile.resets));
      for (const { name, begunBy, erases, keeps } of resets) {
        expect([name, begunBy.length]).not.toEqual([name, 0]);
        expect(keeps.filter((each) => erases.includes(each))).toEqual([]);
      }
      for (const { what } of profile.accountKeeps) expect(answer.message).toContain(what);
      expect(cloudKeeps).toHaveLength(profile.accountKeeps.length);
      expect(answer.message).toMatch(
        /^Account home lists the plug\.\nAccount guest does not list the plug\.$/m,
      );
    },
  );

  it("says of the Amazon plug that a reset in reach leaves the account", () => {
    const answer = answerAccount(amazonSmartPlug, accounts);
    expect(answer.message).toContain("the account lists the plug no more if it can be reached then");
  });
});
