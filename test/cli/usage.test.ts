import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runs } from "./in-process.ts";
import { temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const file = (name: string, content: string): string => {
  const path = join(temporary.path, name);
  writeFileSync(path, content);
  return path;
};

describe("wrong use ends with code 2 and says what is wrong and what to do", () => {
  it.each([
    ["an unknown command", ["rnu"], "unknown command 'rnu'", "Did you mean run?"],
    ["an unknown flag", ["run", "--frsh"], "unknown option '--frsh'", "Did you mean --fresh?"],
    ["a flag without its value", ["run", "--board"], "argument missing", "plugbench run --help"],
    ["an argument too many", ["run", "now"], "too many arguments", "plugbench run --help"],
    ["an unknown board", ["run", "--board", "virtul"], '--board: "virtul"', 'Did you mean "virtual"?'],
    ["an unknown profile", ["run", "--profile", "amazon"], '"amazon"', 'Did you mean "amazon-smart-plug"?'],
    ["an unknown log form", ["run", "--log", "yaml"], '--log: "yaml"', "pretty, json"],
    ["a name that is none", ["run", "--id", "My Plug"], '"My Plug" cannot name a plug', "a-z, 0-9"],
    ["a broker without scheme", ["run", "--mqtt", "10.0.0.2:1883"], "is no broker", "mqtt://10.0.0.2:1883"],
    ["a word for a broker", ["run", "--mqtt", "none"], '"none" is no broker', '"off"'],
    ["an address for a page", ["run", "--page", "http://x:80"], "no place for the bench page", "HOST:PORT"],
    ["a path in a broker's address", ["run", "--mqtt", "mqtt://h/x"], "must be a host", "mqtt://HOST[:PORT]"],
    [
      "a port for a virtual board",
      ["run", "--board", "virtual", "--port", "COM5"],
      "for an Arduino",
      "--board arduino",
    ],
    [
      "a port for a Raspberry Pi",
      ["run", "--board", "raspberry-pi", "--port", "/dev/ttyS0"],
      "for an Arduino, and this is raspberry-pi",
      "leave --port out",
    ],
    [
      "an Uno's pins for a Raspberry Pi",
      [
        "run",
        "--board",
        "raspberry-pi",
        "--pins",
        join(import.meta.dirname, "../../wiring/arduino-uno.json"),
      ],
      "is a pin map for arduino-uno",
      "needs one for raspberry-pi",
    ],
    [
      "pins for a virtual board",
      ["run", "--board", "virtual", "--led", "anode"],
      "no pins",
      "leave --led out",
    ],
    ["a pin map that is not there", ["run", "--pins", "/none.json"], "/none.json", "check the path"],
    ["a span without unit", ["ctl", "hold", "12"], "12s for seconds or 12ms", "Nothing was pressed"],
    ["a span that is none", ["ctl", "hold", "long"], '"long" is no duration', "such as 12s"],
    ["a span too long", ["ctl", "hold", "2h"], "too long", "10 min"],
    ["neither up nor down", ["ctl", "home", "wifi", "off"], '"off"', "neither up nor down"],
    [
      "two sources of a password",
      ["ctl", "setup", "--from", "x", "--wrong-password"],
      "exclude each other",
      "file",
    ],
    ["an unknown profile to show", ["profile", "show", "x"], '"x"', "amazon-smart-plug"],
  ])("%s", async (_, args, what, next) => {
    const { code, out, err } = await runs(args);
    expect(code).toBe(2);
    expect(err).toContain(what);
    expect(err).toContain(next);
    expect(err).not.toMatch(/^\s+at /m);
    expect(out).toBe("");
  });

  it.each([
    ["unknown", { PLUGBENCH_BORD: "virtual" }, "PLUGBENCH_BORD", 'Did you mean "PLUGBENCH_BOARD"?'],
    [
      "with a wrong value",
      { PLUGBENCH_BOARD: "uno" },
      'PLUGBENCH_BOARD: "uno"',
      "virtual, emulated-uno, arduino",
    ],
    [
      "neither true nor false",
      { PLUGBENCH_FRESH: "yes" },
      'PLUGBENCH_FRESH: "yes"',
      "true (1) nor false (0)",
    ],
  ])("a variable that is %s", async (_, env, what, next) => {
    const { code, err } = await runs(["run"], env);
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
    expect(err).toContain(next);
  });

  it.each([
    ["unknown key", '{"bord": "virtual"}', '"bord"', 'Did you mean "board"?'],
    ["wrong value", '{"board": "uno"}', '"board"', "virtual, emulated-uno, arduino"],
    ["wrong type", '{"fresh": "true"}', '"fresh"', "true or false"],
    ["wrong type of text", '{"port": 5}', '"port"', 'in "quotes"'],
    ["password", '{"mqttPassword": "geheim"}', '"mqttPassword"', "mqttPasswordFile"],
    ["key given twice", '{"log": "json",\n "log": "json"}', ":2:2", "given twice"],
    ["no JSON", "board: virtual", ":1:1", "Correct it there"],
    ["a list", "[]", "expected an object", '"board"'],
  ])("a configuration file with %s", async (name, content, what, next) => {
    const path = file(`${name}.json`, content);
    const { code, err } = await runs(["run", "--config", path]);
    expect(code).toBe(2);
    expect(err).toContain(path);
    expect(err).toContain(what);
    expect(err).toContain(next);
    expect(err).not.toContain("geheim");
  });

  it("a configuration file that is missing, a directory, or too large", async () => {
    const large = file("large.json", " ".repeat(70_000));
    for (const path of ["/none.json", temporary.path, large]) {
      const { code, err } = await runs(["run"], { PLUGBENCH_CONFIG: path });
      expect([code, err]).toEqual([2, expect.stringContaining(path)]);
    }
  });

  it("a password in the broker's address, which is not repeated", async () => {
    const { code, err } = await runs(["run", "--mqtt", "mqtt://me:geheim@10.0.0.2"]);
    expect(code).toBe(2);
    expect(err).toContain("PLUGBENCH_MQTT_PASSWORD");
    expect(err).not.toContain("geheim");
  });

  it.each([
    ["no JSON", "geheim", "is not JSON"],
    ["a missing password", '{"ssid": "home"}', "password: missing"],
    ["an unknown key", '{"ssid": "a", "password": "geheim", "pin": 1}', "pin: unknown key"],
    ["a name too long for Wi-Fi", `{"ssid": "${"x".repeat(33)}", "password": "geheim"}`, "ssid: expected"],
  ])("credentials with %s, which are not repeated", async (name, content, what) => {
    const { code, err } = await runs(["ctl", "setup", "--from", file(`${name}.wifi`, content)]);
    expect(code).toBe(2);
    expect(err).toContain(what);
    expect(err).not.toContain("geheim");
  });

  it("a state directory that is a file", async () => {
    const path = file("state", "");
    const { code, err } = await runs(["ctl", "state", "--state", path]);
    expect([code, err]).toEqual([2, expect.stringContaining("is not a directory")]);
  });
});

describe("nobody there ends with code 3", () => {
  it("no plug runs", async () => {
    const { code, err } = await runs(["ctl", "press", "--state", join(temporary.path, "none")]);
    expect([code, err]).toEqual([3, expect.stringContaining("start one with plugbench run")]);
  });

  it("the board's port does not exist", async () => {
    const args = [
      "run",
      "--board",
      "arduino",
      "--port",
      "/dev/none",
      "--state",
      join(temporary.path, "port"),
    ];
    const { code, err } = await runs(args);
    expect([code, err]).toEqual([
      3,
      expect.stringContaining("/dev/none does not exist: is the board plugged in?"),
    ]);
  });

  it("the port to look at does not exist", async () => {
    const { code, out } = await runs(["doctor", "--port", "/dev/none", "--state", temporary.path]);
    expect([code, out]).toEqual([3, expect.stringContaining("/dev/none does not exist")]);
  });
});

describe("a stack", () => {
  it("is shown only when PLUGBENCH_STACK asks for it", async () => {
    const args = ["run", "--board", "virtual", "--mqtt", "off", "--state", join(file("plain", ""), "below")];
    const [plain, asked] = [await runs(args), await runs(args, { PLUGBENCH_STACK: "1" })];
    expect([plain.code, asked.code]).toEqual([2, 2]);
    expect(plain.err).not.toMatch(/^ +at /m);
    expect(asked.err).toMatch(/^ +at /m);
  });
});

describe("help", () => {
  const commands = [
    "run",
    "ctl",
    "ctl hold",
    "ctl setup",
    "ctl home wifi",
    "ctl wait",
    "ctl advance",
    "ctl fault",
    "ctl fault clear",
    "ctl forget",
    "ctl stop",
    "profile chart",
    "doctor",
  ];
  it.each(commands)("of %s shows an example", async (name) => {
    const { code, out } = await runs([...name.split(" "), "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`Example: plugbench ${name}`);
  });

  it("names the version of package.json", async () => {
    expect(await runs(["--version"])).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: "",
    });
  });
});

describe("doctor", () => {
  it("ends with code 1 and says so when a plug's memory cannot be read", async () => {
    const root = join(temporary.path, "damaged");
    mkdirSync(join(root, "desk", "plug"), { recursive: true });
    mkdirSync(join(root, "desk", "home"));
    writeFileSync(join(root, "desk", "plug", "state.0"), "rubbish");
    const { code, out } = await runs(["doctor", "--state", root]);
    expect(code).toBe(1);
    expect(out).toMatch(/^FAIL {2}desk: what the plug had saved cannot be read; run --fresh/m);
    expect(out).toMatch(/^ok {4}Node /m);
  });
});
