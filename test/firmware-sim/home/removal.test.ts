import { describe, expect, it } from "vitest";
import { CLOUD, DNS, FIREWALL, Neighbourhood } from "../../support/neighbourhood.ts";
import { HOME_WIFI, listingHome } from "../../support/world-rig.ts";

const remove = (resets: boolean) => ({ kind: "removeFromAccount", resets }) as const;
const listed = () => new Neighbourhood(listingHome());

describe("taking a plug off the account's list", () => {
  it("is told at once to a plug that reaches the cloud", () => {
    const town = listed().connect();
    town.heard();
    expect(town.do(remove(true)).heard()).toEqual(["removed"]);
  });

  it("is told to an absent plug when it is back, after the cloud", () => {
    const town = listed().do(remove(true));
    expect(town.home.record.owesRemoval).toBe(true);
    expect(town.connect().heard()).toEqual(["linkUp", "cloudUp", "removed"]);
  });

  it.each([CLOUD, DNS, FIREWALL])("waits for the cloud to be reached: $0.kind $0.to", (begins, ends) => {
    const town = listed().do(begins).connect().do(remove(true), 60_000);
    expect(town.heard()).not.toContain("removed");
    expect(town.do(ends).heard()).toEqual(["cloudUp", "removed"]);
  });

  it("is not told to a plug of a make that does not mind it", () => {
    const town = listed().do(remove(false)).connect();
    expect(town.heard()).toEqual(["linkUp", "cloudUp"]);
  });

  it("is owed to nobody whom no account listed", () => {
    const town = new Neighbourhood().do(remove(true)).connect();
    expect(town.heard()).toEqual(["linkUp", "cloudUp"]);
  });

  it("is said again to a plug that lost its power before it acted on it", () => {
    const town = listed().do(remove(true)).connect().do({ kind: "plugOff" });
    town.heard();
    expect(town.connect().heard()).toEqual(["linkUp", "cloudUp", "removed"]);
  });

  it.each(["leave", "deregister"] as const)("is owed no more once the plug acted on it: %s", (kind) => {
    const town = listed().do(remove(true)).connect().do({ kind });
    expect(town.home.record.owesRemoval).toBe(false);
  });

  it("is forgotten when the plug is set up anew", () => {
    const town = listed()
      .do(remove(true))
      .do({ kind: "join", ...HOME_WIFI, account: "home" }, 3000);
    expect(town.heard()).toEqual(["linkUp", "cloudUp", "joined"]);
    expect(town.home.record).toMatchObject({ owesRemoval: false, accounts: [{ listsPlug: true }] });
  });
});
