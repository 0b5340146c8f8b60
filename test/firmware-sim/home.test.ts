import { describe, expect, it } from "vitest";
import { homeDeadline } from "../../firmware-sim/index.ts";
import { Neighbourhood } from "../support/neighbourhood.ts";
import { HOME_WIFI } from "../support/world-rig.ts";

describe("the simulated home", () => {
  it("remembers 16 accounts, its own always and first, the newest next", () => {
    const town = new Neighbourhood();
    for (let i = 1; i <= 20; i++) town.join(`guest ${i}`);
    expect(town.names).toHaveLength(16);
    expect(town.names.slice(0, 3)).toEqual(["home", "guest 20", "guest 19"]);
    town.join("home");
    expect(town.names.slice(0, 2)).toEqual(["home", "guest 20"]);
  });

  it("lists the plug in one account at a time", () => {
    const town = new Neighbourhood().join("guest").join("home");
    const listing = town.home.record.accounts.filter(({ listsPlug }) => listsPlug);
    expect(listing).toEqual([{ name: "home", listsPlug: true }]);
  });

  it("tells a plug that joins: link, cloud, joined, in this order", () => {
    const town = new Neighbourhood().do({ kind: "join", ...HOME_WIFI, account: "home" }, 3000);
    expect(town.heard()).toEqual(["linkUp", "cloudUp", "joined"]);
  });

  it("tells nothing, and does nothing by itself, when the plug has no power", () => {
    const town = new Neighbourhood()
      .do({ kind: "join", ...HOME_WIFI, account: "home" }, 1000)
      .do({ kind: "plugOff" });
    expect([town.effects, homeDeadline(town.home)]).toEqual([[], null]);
  });

  it("keeps its record when something in it changed, and only then", () => {
    const town = new Neighbourhood();
    const kept = () => town.effects.filter(({ kind }) => kind === "keep").length;
    town.do({ kind: "setCloud", to: "up" }).do({ kind: "setWifi", to: "up", how: "cut" });
    expect(kept()).toBe(0);
    town.do({ kind: "setCloud", to: "down" }).do({ kind: "setWifi", to: "down", how: "cut" });
    expect(kept()).toBe(2);
  });
});
