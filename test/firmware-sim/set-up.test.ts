import { describe, expect, it } from "vitest";
import { homeRecord } from "../../firmware-sim/index.ts";
import { HOME_WIFI, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const WINDOW = 900_000;
const BOOT = 1500;
const fresh = (options = {}) => new WorldRig(options).powerOn().wait(2000);
const wifi = (to: "up" | "down") => ({ kind: "setWifi", to, how: "cut" }) as const;
const failure = (rig: WorldRig) =>
  rig
    .effectsOf("notice")
    .filter((effect) => effect.notice === "setupFailed")
    .at(-1)?.reason;

describe("set-up", () => {
  it("blinks blue fast while the plug joins, for 3 s, and ends online with the lamp dark", () => {
    const rig = fresh().provision();
    const at = rig.now;
    rig.wait(5000);
    expect(rig.colorsSince(at + 1).slice(0, 3)).toEqual(["blue", "off", "blue"]);
    expect(rig.lamp.find((change) => change.at > at)?.at).toBe(at + 125);
    expect(rig.lamp.at(-1)).toEqual({ at: at + 2875, color: "off" });
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["online", "dark"]);
    expect(rig.notices()).toEqual(["setupOpened", "setupDone"]);
  });

  it("keeps network and account durably before it says that it is done", () => {
    const rig = fresh({ store: "by hand" });
    rig.answerStoreIfAny().provision().wait(10_000);
    expect([rig.state("lifecycle"), rig.notices()]).toEqual(["joining", ["setupOpened"]]);
    rig.answerStore();
    expect(rig.stored).toEqual(provisionedRecord());
    expect(rig.state("lifecycle")).toBe("online");
  });

  it("lists the plug in the account", () => {
    expect(fresh().provision({ account: "guest" }).wait(5000).listed).toEqual(["guest"]);
  });

  it.each([
    ["wrong_password", { key: "00" }],
    ["unknown_network", { ssid: "elsewhere" }],
  ])("fails with %s and goes back to slow blue, keeping nothing", (reason, change) => {
    const rig = fresh().provision(change).wait(5000);
    expect([failure(rig), rig.pattern]).toEqual([reason, "setup"]);
    expect([rig.stored?.wifi ?? null, rig.listed]).toEqual([null, []]);
    expect(rig.provision().wait(5000).state("lifecycle")).toBe("online");
  });

  it("fails with cloud_unreachable when it is to sign in while the cloud is down", () => {
    const rig = fresh().home({ kind: "setCloud", to: "down" }).provision().wait(5000);
    expect([failure(rig), rig.listed]).toEqual(["cloud_unreachable", []]);
  });

  it("fails with owned_by_other when another account lists the plug", () => {
    const home = { ...homeRecord(HOME_WIFI, "home"), accounts: [{ name: "neighbour", listsPlug: true }] };
    expect(failure(fresh({ home }).provision().wait(5000))).toBe("owned_by_other");
  });

  it("gives up after 30 s without a router", () => {
    const rig = fresh().home(wifi("down")).provision().wait(29_999);
    expect(rig.pattern).toBe("joining");
    rig.wait(1);
    expect([failure(rig), rig.pattern]).toEqual(["timeout", "setup"]);
  });

  it("without an account joins the Wi-Fi only: online, signed out, listed by nobody", () => {
    const rig = fresh().provision({ account: null }).wait(5000);
    expect([rig.state("lifecycle"), rig.stored?.account, rig.listed]).toEqual(["online", null, []]);
  });

  it("without an account works while the cloud is down, and is offline then", () => {
    const rig = fresh().home({ kind: "setCloud", to: "down" }).provision({ account: null }).wait(4000);
    expect([rig.state("lifecycle"), rig.stored?.wifi]).toEqual(["connecting", HOME_WIFI]);
    expect(rig.wait(10_000).state("lifecycle")).toBe("offline");
    expect(rig.home({ kind: "setCloud", to: "up" }).state("lifecycle")).toBe("online");
  });
});

describe("set-up is refused", () => {
  it.each([
    ["while booting", () => new WorldRig().powerOn().wait(500)],
    ["while joining", () => fresh().provision()],
    ["when online", () => fresh().provision().wait(5000)],
    ["in solid red", () => fresh().hold(13_000).wait(1000)],
    ["when its window has ended", () => fresh().wait(WINDOW)],
  ])("%s", (_, until) => {
    const rig = until();
    const lifecycle = rig.state("lifecycle");
    expect(rig.provision().refusals().at(-1)).toBe("provision not_in_setup");
    expect(rig.state("lifecycle")).toBe(lifecycle);
  });

  it("never in setup, whatever light covers it", () => {
    const rig = fresh().press().wait(6000);
    expect(rig.pattern).toBe("mixed");
    expect(rig.provision().state("lifecycle")).toBe("joining");
    expect(rig.pattern).toBe("mixed");
    expect(rig.release().wait(30).pattern).toBe("joining");
  });
});

describe("a network that is lost in the middle of a set-up", () => {
  it("goes back from fast blue to slow blue, and the window goes on", () => {
    const rig = fresh({ store: "by hand" }).answerStoreIfAny().provision().wait(10_000).home(wifi("down"));
    expect([failure(rig), rig.pattern]).toEqual(["network_lost", "setup"]);
    rig.answerStore().answerStore();
    expect(rig.stored?.wifi).toBeNull();
    rig.wait(WINDOW + BOOT - rig.now - 1);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.wait(1).state("lifecycle")).toBe("idle-unprovisioned");
  });

  it("before the router let it in: goes on trying until its time is up", () => {
    const rig = fresh().provision().wait(1000).home(wifi("down")).wait(5000).home(wifi("up")).wait(3000);
    expect(rig.state("lifecycle")).toBe("online");
  });
});

describe("the set-up window", () => {
  it("ends after 15 min: dark, and a tap toggles and opens it again", () => {
    const rig = new WorldRig().powerOn().wait(BOOT + WINDOW);
    expect([rig.state("lifecycle"), rig.pattern, rig.color]).toEqual(["idle-unprovisioned", "dark", "off"]);
    rig.tap();
    expect([rig.state("lifecycle"), rig.pattern, rig.relayClosed]).toEqual(["setup", "setup", true]);
    expect(rig.notices()).toEqual(["setupOpened", "setupEnded", "setupOpened"]);
  });

  it("opens again by a power cycle", () => {
    const rig = new WorldRig()
      .powerOn()
      .wait(BOOT + WINDOW)
      .powerOff()
      .wait(10)
      .powerOn()
      .wait(BOOT);
    expect(rig.state("lifecycle")).toBe("setup");
  });

  it("is not prolonged by failed attempts, nor by taps", () => {
    const rig = fresh();
    for (let i = 0; i < 10; i++) rig.wait(60_000).provision({ key: "00" }).wait(5000).tap();
    rig.wait(WINDOW + BOOT - rig.now - 1);
    expect(rig.state("lifecycle")).toBe("setup");
    expect(rig.wait(1).state("lifecycle")).toBe("idle-unprovisioned");
  });

  it("lets an attempt end that had begun in time", () => {
    const rig = fresh();
    rig
      .wait(BOOT + WINDOW - rig.now - 1000)
      .provision()
      .wait(3000);
    expect(rig.state("lifecycle")).toBe("online");
  });

  it("is over when such an attempt fails", () => {
    const rig = fresh();
    rig
      .wait(BOOT + WINDOW - rig.now - 1000)
      .provision({ key: "00" })
      .wait(3000);
    expect(rig.state("lifecycle")).toBe("idle-unprovisioned");
  });

  it("stays as it is through a hold that is cancelled", () => {
    const rig = fresh().hold(6000).wait(1000);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["setup", "setup"]);
  });
});
