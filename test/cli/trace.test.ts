import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import type { Io } from "../../src/cli/io.ts";
import { play } from "../../src/cli/trace/play.ts";
import { Recording } from "../../src/cli/trace/record.ts";
import { show } from "../../src/cli/trace/show.ts";
import { LARGEST_TRACE } from "../../src/trace/limits.ts";
import { ManualClock, turn } from "../support/manual-clock.ts";
import { until } from "../support/until.ts";
import { provisionedRecord } from "../support/world-rig.ts";
import { read, recorded, textOf } from "../trace/recording.ts";
import { readDump } from "../trace/vcd-form.ts";
import { runs } from "./in-process.ts";
import { PlugProcess, temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
afterAll(() => temporary.remove());

const place = (name: string): string => join(temporary.path, name);
function written(name: string, text: string): string {
  writeFileSync(place(name), text);
  return place(name);
}

const lines = recorded((rig) => rig.powerOn().wait(5000).hold(100).wait(500), { nvm: provisionedRecord() });
const TEXT = textOf(lines);

describe("trace record", () => {
  const state = place("state");
  const args = (file: string, ...more: string[]) => [
    ...["trace", "record", file, "--board", "virtual", "--state", state, "--id", "rec", ...more],
  ];
  const ctl = (...asked: string[]) => runs(["ctl", ...asked, "--state", state, "--id", "rec"]);

  it("leaves a file that can be replayed when it is killed, and says that it was", async () => {
    const file = place("killed.trace");
    const plug = new PlugProcess(
      args(file, "--mqtt", "off", "--provisioned", "--ready-file", place("ready")),
    );
    await plug.says("Recording to");
    await plug.says("dark");
    expect((await ctl("wait", "online")).code).toBe(0);
    expect((await ctl("toggle")).code).toBe(0);
    plug.child.kill("SIGKILL");
    await plug.ended;
    expect(readFileSync(file, "utf8")).not.toContain(" end {}");
    const { code, out, err } = await runs(["trace", "replay", file]);
    expect(err).toMatch(/killed\.trace was cut off while it was recorded: it goes up to [\d.]+ s/);
    expect(out).toMatch(/replayed byte for byte, as far as it goes/);
    expect(code).toBe(0);
  });

  it("writes no key, password or salt, and all that goes out to the broker", async () => {
    const file = place("secrets.trace");
    const password = "a wifi secret 0815";
    const wifi = written("wifi.json", JSON.stringify({ ssid: "plugbench", password }));
    const env = { PLUGBENCH_MQTT_PASSWORD: "broker-secret-4711" };
    const ready = place("ready-too");
    const plug = new PlugProcess(
      args(file, "--provisioned", "--time", "virtual", "--ready-file", ready),
      env,
    );
    await plug.says("Running on virtual");
    await until("the plug is ready", () => existsSync(ready));
    expect((await ctl("wait", "online", "--timeout", "10s")).code).toBe(0);
    for (const asked of [
      ["fault", "wrong-password"],
      ["fault", "clear", "wrong-password"],
      ["restart"],
      ["setup", "--from", wifi],
    ])
      await ctl(...asked);
    expect((await ctl("stop")).code).toBe(0);
    expect((await plug.ended).out).toMatch(/Recorded \d+ lines to/);

    const kept = readdirSync(state, { recursive: true, encoding: "utf8" })
      .map((name) => join(state, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, "latin1"))
      .join("\n");
    const secrets = [...kept.matchAll(/"(?:key|formerKey|salt|private)":"([^"]+)"/g)].map(
      ([, secret]) => secret!,
    );
    expect(new Set(secrets).size).toBeGreaterThan(2);
    const text = readFileSync(file, "utf8");
    for (const secret of [...secrets, password, "plugbench-home", env.PLUGBENCH_MQTT_PASSWORD])
      expect(text).not.toContain(secret);
    // The profile's.
    expect(text.match(/[0-9a-f]{64}/g)).toHaveLength(1);
    expect(text).toMatch(/\n\d+ end \{\}\n$/);
    expect(text).toContain('"key":"key-1"');
    expect(text).toMatch(/ home \{"kind":"setKey","to":"key-2"\}/);
    expect(text).toMatch(
      / mqtt \{"topic":"plugbench\/rec\/availability","payload":"online","retain":true,"qos":1\}/,
    );
    expect((await runs(["trace", "replay", file])).code).toBe(0);
  });

  it("leaves a file that is there as it is, and none where nothing was recorded", async () => {
    const file = written("mine.txt", "mine");
    const taken = await runs(args(file, "--mqtt", "off"));
    expect(taken).toMatchObject({ code: 2, err: expect.stringContaining("exists and is left as it is") });
    expect(readFileSync(file, "utf8")).toBe("mine");
    const failed = await runs(args(place("none.trace"), "--mqtt-cert", place("nothing.pem")));
    expect(failed.code).toBe(2);
    expect(existsSync(place("none.trace"))).toBe(false);
    const nowhere = await runs(args(place("no/such/folder.trace")));
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining("ENOENT") });
  });
});

describe("a recording", () => {
  it("that cannot be written any more is told once, and goes on with nothing", () => {
    const told: string[] = [];
    let full = false;
    const add = (): void => {
      if (full) throw new Error("ENOSPC: no space left on device");
    };
    const recording = new Recording({ add });
    recording.log = ({ text }) => told.push(text);
    recording.write("one");
    full = true;
    recording.write("two");
    full = false;
    recording.write("three");
    expect(recording).toMatchObject({ lines: 1, failed: true });
    expect(told).toEqual([
      "The trace ends here (ENOSPC: no space left on device): the plug goes on, and what was recorded can be replayed.",
    ]);
  });

  it("ends before it is larger than what can be read", () => {
    let bytes = 0;
    const recording = new Recording({ add: (text) => (bytes += text.length) });
    for (let i = 0; i < 70; i++) recording.write("x".repeat(1024 * 1024));
    expect(recording.failed).toBe(true);
    expect(bytes).toBeLessThanOrEqual(LARGEST_TRACE);
    expect(bytes).toBeGreaterThan(LARGEST_TRACE - 2 * 1024 * 1024);
  });
});

describe("trace replay", () => {
  it("ends with 1 and the difference when the plug does anything else", async () => {
    const file = written("altered.trace", TEXT.replace('"heldFor":100', '"heldFor":101'));
    const { code, out } = await runs(["trace", "replay", file]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^.*altered\.trace: the replay parts from the recording\.\n( +\d+ .*\n){3}recorded .*101.*\nreplayed .*100.*\n$/,
    );
  });

  it("ends with 2 and the line for what is no trace", async () => {
    const file = written("spoilt.trace", `${TEXT}0 end {}\n`);
    const { code, err, out } = await runs(["trace", "replay", file, "--output", place("never.trace")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`spoilt.trace:${lines.length + 1}: goes on after its end`);
    expect(existsSync(place("never.trace"))).toBe(false);
    mkdirSync(place("folder"), { recursive: true });
    for (const path of [place("absent.trace"), place("folder"), written("latin.trace", "")])
      expect((await runs(["trace", "replay", path])).code).toBe(2);
  });

  it("shows the plug on a board after that, if one is named", async () => {
    const file = written("short.trace", textOf(recorded((rig) => rig.powerOn().wait(600))));
    const { code, out } = await runs([
      "trace",
      "replay",
      file,
      "--board",
      "arduino",
      "--port",
      place("none"),
    ]);
    expect(out).toMatch(/byte for byte.*\nOpening the Arduino.*\n$/);
    expect(code).toBe(3);
    let shown = "";
    const io = { out: (text: string) => void (shown += text) } as Io;
    expect(await show(read(readFileSync(file, "utf8")), { name: "virtual" }, io)).toBe(0);
    expect(shown).toBe("Showing 600 ms on virtual; Ctrl-C stops.\nThat is all.\n");
  });

  it("writes lamp and contact to the board at their times, and stops when it is to", async () => {
    const clock = new ManualClock();
    await clock.advance(7000);
    const board = openVirtualBoard({ clock });
    const stop = new AbortController();
    const seen: string[] = [];
    const setLed = (lamp: string) => seen.push(`${clock.now()} ${lamp}`);
    const setRelay = (closed: boolean) => seen.push(`${clock.now()} ${closed}`);
    const whole = play(read(TEXT), Object.assign(board, { setLed, setRelay }), clock, stop.signal);
    await clock.advance(5600);
    expect(await whole).toBe(true);
    expect(seen.slice(0, 3)).toEqual(["7000 red", "7250 off", "7500 red"]);
    expect(seen.slice(-2).toSorted()).toEqual(["12130 blue", "12130 true"]);
    const cut = play(read(TEXT), board, clock, stop.signal);
    await clock.advance(300);
    stop.abort();
    await turn();
    expect(await cut).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it("takes a capture, with the plug that is named", async () => {
    const vcd = written(
      "tap.vcd",
      "$timescale 1 ms $end $var wire 1 ! D0 $end $enddefinitions $end #0 1! #9000 0! #9100 1! #9200 x! #9300",
    );
    const args = ["trace", "replay", vcd, "--button", "D0", "--active-low", "--profile", "tuya-plug"];
    const { code, out, err } = await runs(args);
    expect(code).toBe(0);
    expect(err).toContain("D0 was neither 0 nor 1, 1 times");
    expect(out).toMatch(/^plugbench-trace 1 .*"id":"tuya-plug"/);
    expect(out).toContain('gesture {"gesture":"shortRelease","heldFor":100}');
    const trace = written("from-vcd.trace", out);
    expect((await runs(["trace", "replay", trace])).code).toBe(0);
  });

  it.each([
    [["tap.vcd"], "add --button SIGNAL"],
    [["tap.vcd", "--button", "D1"], 'has no signal "D1". It has D0.'],
    [["tap.vcd", "--button", "D0", "--start", "floating"], '"floating" is no start. There is boxed'],
    [["tap.vcd", "--button", "D0", "--profile", "nobody"], "there is no profile"],
    [["short.trace", "--button", "D0"], "--button is for a VCD file"],
    [["tap.vcd", "--button", "D0", "--board", "arduino"], "--board is for a trace"],
    [["short.trace", "--active-low"], "--active-low is for a VCD file"],
    [["short.trace", "--board", "virtual", "--port", "/dev/null"], "A port is for an Arduino"],
  ])("ends with 2 for what does not go together: %j", async ([file, ...more], words) => {
    const { code, err } = await runs(["trace", "replay", place(file!), ...more]);
    expect(err).toContain(words);
    expect(code).toBe(2);
  });
});

describe("trace diff", () => {
  it("tells two that tell the same from two that do not", async () => {
    const a = written("a.trace", TEXT);
    expect(await runs(["trace", "diff", a, a])).toEqual({ code: 0, out: "They tell the same.\n", err: "" });
    const b = written("b.trace", TEXT.replace('"heldFor":100', '"heldFor":101').slice(0, -20));
    const { code, out, err } = await runs(["trace", "diff", a, b]);
    expect(code).toBe(1);
    expect(out).toMatch(/\nA +\d+ {2}.*100.*\nB +\d+ {2}.*101.*\n$/);
    expect(err).toContain("b.trace was cut off");
  });
});

describe("trace export", () => {
  it("writes VCD to the terminal, or to a new file", async () => {
    const file = written("out.trace", TEXT);
    const { code, out } = await runs(["trace", "export", file, "--vcd"]);
    expect(code).toBe(0);
    expect(readDump(out).changes.get("button")).toHaveLength(3);
    const target = place("out.vcd");
    expect((await runs(["trace", "export", file, "--vcd", "--output", target])).code).toBe(0);
    expect(readFileSync(target, "utf8")).toBe(out);
    const again = await runs(["trace", "export", file, "--vcd", "--output", target]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("exists and is left as it is") });
  });

  it("asks for the form", async () => {
    expect(await runs(["trace", "export", place("out.trace")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("--vcd is the one that there is"),
    });
  });
});
