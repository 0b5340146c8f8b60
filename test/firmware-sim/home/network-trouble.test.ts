import { describe, expect, it } from "vitest";
import { homeDeadline } from "../../../firmware-sim/index.ts";
import {
  CLOUD,
  DHCP,
  DNS,
  FIREWALL,
  KEY,
  type Mishap,
  Neighbourhood,
  WIFI,
} from "../../support/neighbourhood.ts";
import { HOME_WIFI, onlinePlug, WorldRig } from "../../support/world-rig.ts";

const online = () => {
  const town = new Neighbourhood().connect();
  town.heard();
  return town;
};

type Case = readonly [string, Mishap, string];

describe.each<Case>([
  ["a router that is down", WIFI, "not_found"],
  ["a password that was changed at the router", KEY, "wrong_password"],
  ["a router that gives no address", DHCP, "no_address"],
])("%s", (_, [begins, ends], reason) => {
  it("costs the plug its link at once, and is named when the next attempt has failed", () => {
    const town = online().do(begins, 2999);
    expect(town.heard()).toEqual(["linkDown"]);
    expect(town.wait(1).heard()).toEqual([`networkTrouble ${reason}`]);
    expect(town.wait(600_000).heard()).toEqual([]);
  });

  it("lets the plug in 3 s after it is over", () => {
    const town = online().do(begins, 10_000);
    town.heard();
    expect(town.do(ends, 2999).heard()).toEqual([]);
    expect(town.wait(1).heard()).toEqual(["linkUp", "cloudUp"]);
  });

  it("meets a plug that comes later as well", () => {
    const town = new Neighbourhood().do(begins).connect();
    expect(town.heard()).toEqual([`networkTrouble ${reason}`]);
    expect(town.do(ends, 3000).heard()).toEqual(["linkUp", "cloudUp"]);
  });

  it("is named again when it comes again", () => {
    const town = online().do(begins, 5000).do(ends, 5000);
    town.heard();
    expect(town.do(begins, 5000).heard()).toEqual(["linkDown", `networkTrouble ${reason}`]);
  });
});

describe.each<Case>([
  ["a router that resolves no names", DNS, "no_names"],
  ["a firewall that blocks the plug", FIREWALL, "blocked"],
  ["a cloud that is down", CLOUD, "cloud_down"],
])("%s", (_, [begins, ends], reason) => {
  it("leaves the link, and costs the plug the cloud at once", () => {
    const town = online().do(begins);
    expect(town.heard()).toEqual(["cloudDown", `networkTrouble ${reason}`]);
    expect(town.do(ends).heard()).toEqual(["cloudUp"]);
  });

  it("is named to a plug that comes later, after its link", () => {
    const town = new Neighbourhood().do(begins).connect();
    expect(town.heard()).toEqual(["linkUp", `networkTrouble ${reason}`]);
  });

  it("fails a set-up that signs in, and lets one through that does not", () => {
    const town = new Neighbourhood().do(begins).do({ kind: "join", ...HOME_WIFI, account: "home" }, 3000);
    expect(town.heard()).toEqual(["joinFailed cloud_unreachable"]);
    town.do({ kind: "leave" }).do({ kind: "join", ...HOME_WIFI, account: null }, 3000);
    expect(town.heard()).toEqual(["linkUp", "joined", `networkTrouble ${reason}`]);
  });
});

describe("several network troubles at once", () => {
  it("are named one after the other, as the plug meets them", () => {
    const town = online();
    for (const [begins] of [CLOUD, FIREWALL, DNS, DHCP, KEY, WIFI]) town.do(begins, 3000);
    expect(town.heard().filter((word) => word.startsWith("networkTrouble"))).toEqual(
      ["cloud_down", "blocked", "no_names", "no_address", "wrong_password", "not_found"].map(
        (reason) => `networkTrouble ${reason}`,
      ),
    );
    for (const [, ends] of [WIFI, KEY, DHCP, DNS, FIREWALL, CLOUD]) town.do(ends, 3000);
    expect(town.heard()).toEqual([
      ...["wrong_password", "no_address"].map((reason) => `networkTrouble ${reason}`),
      "linkUp",
      ...["no_names", "blocked", "cloud_down"].map((reason) => `networkTrouble ${reason}`),
      "cloudUp",
    ]);
  });
});

describe("a reason that the plug knows already", () => {
  it("is not told again by attempts that fail for it too", () => {
    const town = online();
    for (const change of [KEY[0], ...DHCP, ...DHCP]) town.do(change, 5000);
    expect(town.heard()).toEqual(["linkDown", "networkTrouble wrong_password"]);
  });
});

describe("a router that restarts", () => {
  it("is down for a minute, and mends what it gives out", () => {
    const town = online().do({ kind: "setDhcp", to: "down" }).do({ kind: "setDns", to: "down" }, 5000);
    town.heard();
    town.do({ kind: "restartRouter" }, 59_999);
    expect([town.heard(), town.home.record.router]).toEqual([["networkTrouble not_found"], "down"]);
    expect(town.wait(3000).heard()).toEqual([]);
    expect(town.wait(1).heard()).toEqual(["linkUp", "cloudUp"]);
    expect(town.home.record).toMatchObject({ router: "up", dhcp: "up", dns: "up" });
  });

  it("mends neither a password nor a firewall", () => {
    const town = online().do({ kind: "setKey", to: "bb22" }).do({ kind: "setFirewall", to: "blocks" });
    town.do({ kind: "restartRouter" }, 70_000);
    expect(town.home.record).toMatchObject({ wifi: { key: "bb22" }, firewall: "blocks" });
  });

  it("is kept as one that is up, whatever else is kept meanwhile", () => {
    const town = online().do({ kind: "restartRouter" }).do({ kind: "removeFromAccount" }, 1000);
    for (const effect of town.effects) if (effect.kind === "keep") expect(effect.record.router).toBe("up");
    expect(town.effects.some(({ kind }) => kind === "keep")).toBe(true);
  });

  it("stays down when it is taken down, and is up at once when it is brought up", () => {
    const town = online().do({ kind: "restartRouter" }, 1000).do(WIFI[0], 600_000);
    expect(town.home.record.router).toBe("down");
    town.do({ kind: "restartRouter" }, 1000).do(WIFI[1], 3000);
    expect(town.home.record.router).toBe("up");
    expect(homeDeadline(town.home)).toBeNull();
  });
});

describe("a password that was changed at the router", () => {
  it("is the home's own from then on: a plug that is set up anew is let in, and nothing is left to undo", () => {
    const town = new Neighbourhood().do({ kind: "setKey", to: "bb22" });
    expect(town.home.record.formerKey).toBe(HOME_WIFI.key);
    town.do({ kind: "join", ssid: HOME_WIFI.ssid, key: "bb22", account: "home" }, 3000);
    expect(town.heard()).toEqual(["linkUp", "cloudUp", "joined"]);
    expect(town.home.record.formerKey).toBeNull();
  });

  it("is taken back as it was at first, however often it was changed", () => {
    const town = online().do({ kind: "setKey", to: "bb22" }).do({ kind: "setKey", to: "cc33" }, 5000);
    expect(town.do({ kind: "setKey", to: null }, 3000).home.station).toBe("linked");
    expect(town.home.record).toMatchObject({ wifi: HOME_WIFI, formerKey: null });
  });
});

describe("a plug that is not set up", () => {
  it.each([WIFI, DHCP, DNS, FIREWALL, CLOUD].map(([begins]) => begins))(
    "is never told of trouble: $kind $to",
    (begins) => {
      const rig = new WorldRig().powerOn().home(begins).wait(20_000).provision().wait(60_000);
      expect(rig.notices()).toContain("setupFailed");
      expect(rig.lines.filter((line) => line.includes("networkTrouble"))).toEqual([]);
    },
  );

  it("does not mind being told all the same", () => {
    const rig = new WorldRig().powerOn().wait(5000).input({ kind: "networkTrouble", reason: "not_found" });
    expect([rig.plug.networkTrouble, rig.refusals()]).toEqual([null, ["networkTrouble no_effect"]]);
  });

  it("forgets the trouble that it had before its reset", () => {
    const rig = onlinePlug().home(WIFI[0]).wait(20_000);
    expect(rig.plug.networkTrouble).toBe("not_found");
    expect(rig.hold(13_000).wait(10_000).state("lifecycle")).toBe("setup");
    expect(rig.plug.networkTrouble).toBeNull();
  });
});

describe("what the plug knows of its trouble", () => {
  it("is the newest reason, until it is out again", () => {
    const rig = onlinePlug().home(FIREWALL[0]).wait(1000);
    expect(rig.plug.networkTrouble).toBe("blocked");
    rig.home(KEY[0]).wait(5000);
    expect(rig.plug.networkTrouble).toBe("wrong_password");
    rig.home(KEY[1]).wait(5000);
    expect(rig.plug.networkTrouble).toBe("blocked");
    expect(rig.home(FIREWALL[1]).plug.networkTrouble).toBeNull();
  });

  it("does not outlast a power cut", () => {
    const rig = onlinePlug().home(KEY[0]).wait(20_000).powerOff();
    expect(rig.plug.networkTrouble).toBeNull();
    expect(rig.powerOn().wait(20_000).plug.networkTrouble).toBe("wrong_password");
  });
});
