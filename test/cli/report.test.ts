import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wireFault } from "../../src/runtime/wire-faults.ts";
import { PlugProcess, temporaryDirectory } from "./plug-process.ts";
import { reportForm } from "./report-form.ts";
import { reportRig } from "./report-rig.ts";

const temporary = temporaryDirectory();
afterAll(() => temporary.remove());

describe("the report of a plug that much has happened to", () => {
  const PASSWORD = "canary-of-a-password";
  let rig: Awaited<ReturnType<typeof reportRig>>;
  beforeAll(async () => {
    rig = await reportRig(join(temporary.path, "story"));
    const { ctl, board, store, log } = rig;
    const obeyed = async (line: string) => expect((await ctl(line)).code, line).toBe(0);
    await obeyed("wait setup");
    const from = rig.write("wifi.json", { ssid: "plugbench", password: PASSWORD });
    expect((await ctl(`setup --from ${from}`)).code).toBe(1);
    await obeyed("setup");
    await obeyed("fault late-ack --delay 500ms --for 30s");
    await obeyed("advance 60s");
    board.lose("the cable was pulled");
    board.comeBack();
    await obeyed("wait online");
    await obeyed("hold 13s");
    await obeyed("wait setup");
    await obeyed("home wifi down");
    store.answers = "by hand";
    await obeyed("on");
    store.answer("ENOSPC");
    await obeyed("advance 10ms");
    log({ level: "warn", event: "broker-lost", text: "MQTT: no contact with mqtt://broker.test:1883." });
  }, 30_000);
  afterAll(() => rig.close());

  it("tells all of it, in order, with the moments", async () => {
    const { notes, counts, boots } = await rig.report();
    const told = notes.map(({ topic, text }: Record<string, string>) => `${topic}: ${text}`);
    expect(told).toEqual([
      "boot: The plug booted: the program was started.",
      "setup: The plug can be set up now.",
      "setup: Set-up failed: the Wi-Fi password is wrong.",
      "account: Listed by account home.",
      "setup: Set-up done.",
      "fault: Fault raised: late-ack (delay 500 ms).",
      "fault: Fault cleared: late-ack.",
      "board: No board, so the plug has no power: the cable was pulled",
      "board: The board is back: the plug starts.",
      "boot: The plug booted: the board came back.",
      "button: Let go after 13 s.",
      expect.stringMatching(/^reset: .* reset begun: .*, and the account is asked to remove the plug\.$/),
      "account: No account lists the plug.",
      expect.stringMatching(/^reset: .*eset done: the account no longer lists the plug\.$/),
      "setup: The plug can be set up now.",
      "fault: Fault began: router-down. The router is down.",
      "wifi: Home Wi-Fi down.",
      "save: the disk says ENOSPC",
      "save: The plug's state cannot be saved (ENOSPC): it is tried again.",
      "broker: MQTT: no contact with mqtt://broker.test:1883.",
    ]);
    expect([boots, counts.boot, counts.reset]).toEqual([2, 2, 2]);
    const [raised, cleared] = notes.filter(({ topic }: { topic: string }) => topic === "fault");
    expect(cleared.at - raised.at).toBe(30_000);
    expect(Date.parse(cleared.wall) - Date.parse(raised.wall)).toBe(30_000);
    expect(raised.details).toEqual({ is: "raised", ...wireFault("late-ack"), delay: 500 });
    const done = notes.findLast(({ topic }: { topic: string }) => topic === "reset");
    expect(done.details).toMatchObject({ notice: "resetDone", removed: true, owedGoodbye: 0 });
  });

  it("has the promised form, and says how the plug is now", async () => {
    const report = v.parse(reportForm, await rig.report());
    expect(report).toMatchObject({
      model: { id: "amazon-smart-plug", name: "Amazon Smart Plug", maker: "Amazon" },
      serial: rig.serial,
      lamp: "blinking blue",
      program: { node: process.version },
      began: { at: 0 },
      now: { lifecycle: "setup", nvm: "failing", network: "down", faults: [], relay: { closed: true } },
    });
    expect(report.uptimeMs).toBe(report.made.at);
    expect(Date.parse(report.trace.zero) + report.made.at).toBe(Date.parse(report.made.wall));
    expect(report.wrong).toEqual([
      "Trouble: its state cannot be saved.",
      "It is not set up.",
      "The router is down.",
      "MQTT: no contact with mqtt://broker.test:1883.",
    ]);
  });

  it("begins, for people, with what support asks first", async () => {
    const [title, , , head, block] = (await rig.text()).split("\n\n");
    expect([title, head]).toEqual(["# Diagnostic report of plug desk", "## What support asks first"]);
    expect(block!.split("\n").slice(1, 6)).toEqual([
      "model          Amazon Smart Plug (amazon-smart-plug), by Amazon, simulated",
      `serial number  ${rig.serial}`,
      "firmware       1.0.0",
      "lamp           blinking blue",
      expect.stringMatching(/^wrong now {6}Trouble: its state cannot be saved\. It is not set up\./),
    ]);
    expect(block).toMatch(/^booted +2 times since then$/m);
    expect(block).toMatch(/^broker +mqtt:\/\/broker\.test:1883, no contact$/m);
  });

  it("holds neither a password nor a key", async () => {
    for (const told of [await rig.text(), JSON.stringify(await rig.report())]) {
      for (const secret of [PASSWORD, rig.homeKey, await rig.keyFor(PASSWORD)])
        expect(told).not.toContain(secret);
      expect(told).toContain("***");
      expect(told).toContain("plugbench");
    }
  });

  it("knows whether the broker is in contact again, and when nobody knows", async () => {
    expect((await rig.report()).broker.contact).toBe("lost");
    rig.log({ level: "info", event: "broker-back", text: "MQTT: in contact again." });
    const { broker, notes } = await rig.report();
    expect(broker).toEqual({ address: "mqtt://broker.test:1883", contact: "yes", told: null });
    expect(notes.at(-1)).toMatchObject({ topic: "broker", text: "MQTT: in contact again." });
    rig.mqtt.busy = true;
    expect((await rig.report()).broker.contact).toBe("unknown");
    rig.mqtt.busy = false;
    rig.log({ level: "info", event: "anything", text: "of no concern" });
    expect((await rig.report()).notes.at(-1).text).not.toBe("of no concern");
    expect(rig.said).toEqual(["broker-lost", "broker-back", "anything"]);
  });

  it("is bounded after 10,000 events, and a flood of one kind drives out no other", async () => {
    const before = await rig.report();
    for (let i = 0; i < 5000; i++) {
      rig.host.command({ do: "fault", fault: wireFault("ghost") });
      rig.host.command({ do: "relay", to: "toggle", source: "ctl" });
      rig.host.command({ do: "clearFault", kind: "ghost" });
    }
    const { notes, counts, trace } = v.parse(reportForm, await rig.report());
    const other = (all: { topic: string }[]) => all.filter(({ topic }) => topic !== "fault");
    expect(other(notes)).toEqual(other(before.notes));
    expect(notes.length - other(notes).length).toBe(50);
    expect(counts["fault"]).toBe(10_003);
    expect(trace.lines).toHaveLength(200);
    expect(trace.total).toBeGreaterThan(15_000);
    expect(await rig.text()).toContain("\nOlder ones are no longer kept: 9953 of fault.\n");
  });
});

describe("why a plug booted", () => {
  it("is told apart: start, mains, board, restart", async () => {
    const rig = await reportRig(join(temporary.path, "boots"));
    const { ctl, host, board } = rig;
    await ctl("advance 5s");
    await ctl("unplug");
    await ctl("plug-in");
    await ctl("advance 5s");
    host.command({ do: "restart" });
    await ctl("advance 5s");
    // Without mains a board that is back starts nothing.
    await ctl("unplug");
    board.lose();
    board.comeBack();
    await ctl("advance 5s");
    await ctl("plug-in");
    await ctl("advance 5s");
    host.command({ do: "restart" });
    await ctl("advance 5s");
    const { notes, boots } = await rig.report();
    const causes = notes.filter(({ topic }: { topic: string }) => topic === "boot");
    expect(causes.map(({ details }: { details: { cause: string } }) => details.cause)).toEqual([
      "start",
      "mains",
      "restart",
      "mains",
      "restart",
    ]);
    expect(boots).toBe(5);
    await rig.close();
  });
});

it("tells a fault that is raised again as cleared and raised", async () => {
  const rig = await reportRig(join(temporary.path, "again"));
  await rig.ctl("fault ghost");
  await rig.ctl("fault ghost --seed 2");
  const { notes, wrong } = await rig.report();
  const faults = notes.filter(({ topic }: { topic: string }) => topic === "fault");
  expect(faults.map(({ text }: { text: string }) => text)).toEqual([
    "Fault raised: ghost.",
    "Fault cleared: ghost.",
    "Fault raised: ghost (seed 2).",
  ]);
  expect(wrong).toContain("Faults on the wire: ghost (seed 2).");
  await rig.close();
});

it("is given by the program as users run it, without the broker's password", async () => {
  const state = join(temporary.path, "real");
  const password = "canary-of-mqtt";
  const flags = ["--board", "virtual", "--log", "json", "--state", state, "--mqtt", "mqtt://127.0.0.1:1"];
  const env = { PLUGBENCH_MQTT_USERNAME: "ann", PLUGBENCH_MQTT_PASSWORD: password };
  const plug = new PlugProcess(["run", ...flags], env);
  await Promise.all([plug.says("broker-lost"), plug.says("The plug can be set up now")]);
  const { code, out } = await new PlugProcess(["ctl", "report", "--state", state]).ended;
  const json = await new PlugProcess(["ctl", "report", "--json", "--state", state]).ended;
  const { code: ended } = await plug.stop();
  expect([code, json.code, ended]).toEqual([0, 0, 0]);
  for (const told of [out, json.out]) {
    expect(told).not.toContain(password);
    expect(told).not.toContain("ann");
  }
  const report = v.parse(reportForm, JSON.parse(json.out));
  expect(report.broker).toMatchObject({ address: "mqtt://127.0.0.1:1", contact: "lost" });
  expect(report.notes.map(({ topic }) => topic)).toEqual(expect.arrayContaining(["boot", "broker", "setup"]));
  expect(report.trace.lines.some((line) => line.includes(" powerOn "))).toBe(true);
  expect(out).toMatch(/^# Diagnostic report of plug plug-[0-9a-f]{6}\n/);
});
