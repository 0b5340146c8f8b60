import { describe, expect, it } from "vitest";
import { onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const wifi = (to: "up" | "down") => ({ kind: "setWifi", to, how: "cut" }) as const;
const cloud = (to: "up" | "down") => ({ kind: "setCloud", to }) as const;

describe("a provisioned plug at power-on", () => {
  it("connects within 3 s of its boot, dark meanwhile", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() }).powerOn().wait(4499);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["connecting", "dark"]);
    expect(rig.wait(1).state("lifecycle")).toBe("online");
  });

  it("shows that it is offline when it has not connected within 10 s", () => {
    const rig = new WorldRig({ nvm: provisionedRecord({ wifi: { ssid: "gone", key: "00" } }) });
    rig.powerOn().wait(11_499);
    expect(rig.state("lifecycle")).toBe("connecting");
    rig.wait(1);
    expect([rig.state("lifecycle"), rig.pattern, rig.color]).toEqual(["offline", "offline", "red"]);
  });

  it("connects when the router comes, however late", () => {
    const rig = new WorldRig({ nvm: provisionedRecord() });
    rig.home(wifi("down")).powerOn().wait(600_000).home(wifi("up")).wait(3000);
    expect(rig.state("lifecycle")).toBe("online");
  });
});

describe.each([
  ["the router", wifi],
  ["the cloud", cloud],
] as const)("%s going down", (_, set) => {
  it("is shown after 10 s: slow red, the outlet unchanged", () => {
    const rig = onlinePlug().tap().home(set("down")).wait(9999);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["online", "on"]);
    rig.wait(1);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["offline", "offline"]);
    expect(rig.relayClosed).toBe(true);
    const at = rig.now;
    rig.wait(3000);
    expect(rig.lamp.filter((change) => change.at >= at)).toEqual(
      [0, 1000, 2000, 3000].map((ms, i) => ({ at: at + ms, color: i % 2 === 0 ? "red" : "off" })),
    );
  });

  it("for less than 10 s is not shown at all", () => {
    const rig = onlinePlug().home(set("down")).wait(5000).home(set("up")).wait(60_000);
    expect(rig.patterns()).toEqual(["boot", "dark"]);
  });

  it("twice is counted anew each time", () => {
    const rig = onlinePlug().home(set("down")).wait(6000).home(set("up")).wait(3500).home(set("down"));
    expect(rig.wait(9999).state("lifecycle")).toBe("online");
    expect(rig.wait(1).state("lifecycle")).toBe("offline");
  });

  it("leaves the button its tap", () => {
    const rig = onlinePlug().home(set("down")).wait(20_000).tap();
    expect([rig.relayClosed, rig.pattern]).toEqual([true, "offline"]);
  });

  it("ends when it is up again", () => {
    const rig = onlinePlug().home(set("down")).wait(20_000).home(set("up")).wait(3000);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["online", "dark"]);
  });
});

describe("what the plug knows of its way out", () => {
  it("tells a lost cloud from a lost router", () => {
    const rig = onlinePlug().home(cloud("down"));
    expect(rig.state("network")).toBe("local");
    expect(rig.home(wifi("down")).state("network")).toBe("down");
    rig.home(wifi("up")).wait(3000);
    expect(rig.state("network")).toBe("local");
    expect(rig.home(cloud("up")).state("network")).toBe("cloud");
  });

  it("tells with what manner of outage the link went", () => {
    const rig = onlinePlug().home({ kind: "setWifi", to: "down", how: "silent" });
    expect(rig.effectsOf("outage")).toEqual([{ kind: "outage", how: "silent" }]);
  });

  it("does not change when only the account's list is edited", () => {
    const rig = onlinePlug().home({ kind: "removeFromAccount" }).wait(60_000);
    expect([rig.listed, rig.state("lifecycle")]).toEqual([[], "online"]);
    expect(rig.stored).toEqual(provisionedRecord());
  });
});
