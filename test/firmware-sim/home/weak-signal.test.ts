import { describe, expect, it } from "vitest";
import { instant } from "../../../firmware-sim/index.ts";
import { Neighbourhood } from "../../support/neighbourhood.ts";
import { HOME_WIFI, onlinePlug } from "../../support/world-rig.ts";

const HOUR = 3_600_000;
const weak = (seed: number) => ({ kind: "setSignal", to: "weak", seed }) as const;
const good = { kind: "setSignal", to: "good" } as const;

/** How long each spell lasted, ms, in turn without and with a link. */
function spells(seed: number): number[] {
  const town = new Neighbourhood().connect().do(weak(seed));
  const changes: number[] = [];
  for (let linked = true; town.home.now < HOUR; town.wait(100)) {
    if ((town.home.station === "linked") !== linked) {
      linked = !linked;
      changes.push(town.home.now);
    }
  }
  return changes.slice(1).map((at, i) => at - changes[i]!);
}

describe("a weak signal", () => {
  it("lets the link come and go, mutely, in bursts", () => {
    const town = new Neighbourhood().connect();
    town.heard();
    town.do(weak(1), HOUR);
    expect(town.effects.filter(({ kind }) => kind === "outage")).toContainEqual({
      kind: "outage",
      how: "silent",
    });
    const words = town.heard();
    expect(words.slice(0, 2)).toEqual(["linkDown", "networkTrouble weak_signal"]);
    expect(words.filter((word) => word === "linkUp").length).toBeGreaterThan(30);
  });

  it("has the same bursts for the same seed, and others for another", () => {
    expect(spells(7)).toEqual(spells(7));
    expect(spells(8)).not.toEqual(spells(7));
  });

  it("is silent for 2 to 25 s at a time and then takes up to four times as long to join", () => {
    const [without, linked] = [0, 1].map((odd) => spells(3).filter((_, i) => i % 2 === odd));
    for (const ms of without!) {
      expect(ms).toBeGreaterThanOrEqual(5000 - 200);
      // A join that the next silence overtakes waits for the one after.
      expect(ms).toBeLessThanOrEqual(25_000 + 45_000 + 25_000 + 12_000);
    }
    expect(Math.max(...linked!)).toBeLessThanOrEqual(45_000);
    expect(without!.length).toBeGreaterThan(20);
  });

  it("is shown as lost network in its longer silences", () => {
    const rig = onlinePlug().home(weak(1)).wait(HOUR);
    expect(rig.patterns()).toContain("offline");
    expect(rig.patterns().filter((name) => name === "dark").length).toBeGreaterThan(2);
  });

  it("makes the cloud's answers late", () => {
    const answered = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const town = new Neighbourhood().do(weak(seed)).connect(20_000);
      const asked = town.home.now;
      if (town.home.station !== "linked") continue;
      town.do({ kind: "deregister" });
      answered.add(town.home.answersAt - asked);
    }
    expect(Math.min(...answered)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...answered)).toBeGreaterThan(400);
    expect(Math.max(...answered)).toBeLessThanOrEqual(800);
  });

  it("ends at once, bursts and all, when the plug is moved closer", () => {
    const town = new Neighbourhood().connect().do(weak(1), 1000).do(good, 3000);
    expect([town.home.station, town.home.fadesAt]).toEqual(["linked", Number.MAX_SAFE_INTEGER]);
    town.heard();
    expect(town.wait(HOUR).heard()).toEqual([]);
  });

  it("leaves a plug in peace that is off, and one that was reset", () => {
    for (const kind of ["plugOff", "leave"] as const) {
      const town = new Neighbourhood().do(weak(1)).connect(60_000).do({ kind });
      town.heard();
      expect(town.wait(HOUR).heard()).toEqual([]);
    }
  });

  it("goes on identically from its JSON", () => {
    const town = new Neighbourhood().connect().do(weak(5), 123_456);
    const twin = new Neighbourhood();
    Object.assign(twin.home, JSON.parse(JSON.stringify(town.home)));
    town.heard();
    expect(twin.home.now).toBe(instant(126_456));
    twin.wait(126_456 + HOUR);
    expect(twin.heard()).toEqual(town.wait(HOUR).heard());
  });

  it("lets a set-up through that is patient", () => {
    const joined = Array.from({ length: 20 }, (_, seed) => {
      const town = new Neighbourhood().do(weak(seed));
      return town
        .do({ kind: "join", ...HOME_WIFI, account: "home" }, 30_000)
        .heard()
        .includes("joined");
    });
    expect(joined.filter(Boolean).length).toBeGreaterThan(10);
  });
});
