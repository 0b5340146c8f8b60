/** A command as it may be given, and as it may not. */
export interface Command {
  readonly name: string;
  /** What it takes: `both` is JSON when it begins with a brace. */
  readonly takes: "text" | "json" | "both";
  readonly good: readonly string[];
  readonly outOfRange: readonly string[];
}

const object = (key: string, values: readonly unknown[], rest: object = {}) =>
  values.map((value) => JSON.stringify({ ...rest, [key]: value }));
export const long = (length: number) => "x".repeat(length);
const SPANS = [0, -1, 0.99, 86_400.1, 86_401, 1e308];

export const COMMANDS: readonly Command[] = [
  {
    name: "relay/set",
    takes: "both",
    good: ["on", "OFF", "toggle", '{"state":"on","for_s":60}', '{"state":0,"source":"x"}'],
    outOfRange: [
      ...object("for_s", SPANS, { state: "on" }),
      ...object("state", [2, -1, "sideways"]),
      ...object("source", ["", long(65)], { state: "on" }),
    ],
  },
  { name: "start-up/set", takes: "text", good: ["on", "previous"], outOfRange: ["2", "sometimes"] },
  {
    name: "schedules/set",
    takes: "json",
    good: [
      "[]",
      '[{"at":"07:00","to":"on"}]',
      '[{"in_s":60,"to":"off","id":"x"},{"at":"22:30","days":["sat","sun"],"to":"toggle","missed":"run"}]',
    ],
    outOfRange: [
      ...object("in_s", [0, -1, 0.5, 604_801, 1e308], { to: "on" }).map((text) => `[${text}]`),
      ...object("at", ["", "24:00", "7:00", "12:60", "2026-02-30T12:00", "2001-01-01T12:00", long(25)], {
        to: "on",
      }).map((text) => `[${text}]`),
      ...object("days", [[], ["day"], ["mon", "mon"]], { at: "07:00", to: "on" }).map((text) => `[${text}]`),
      ...object("id", ["", long(33), "É", "__proto__"], { at: "07:00", to: "on" }).map((text) => `[${text}]`),
      '[{"at":"07:00","in_s":5,"to":"on"}]',
      '[{"to":"on"}]',
      '[{"at":"2027-01-01T00:00","days":["fri"],"to":"on"}]',
      '[{"id":"x","at":"07:00","to":"on"},{"id":"x","at":"08:00","to":"on"}]',
      '[{"at":"07:00","to":"on","__proto__":{"to":"off"}}]',
      JSON.stringify(Array(21).fill({ at: "07:00", to: "on" })),
      "{}",
    ],
  },
  { name: "firmware/set", takes: "text", good: ["install"], outOfRange: ["1", "install now", "1.1.0"] },
  { name: "cmd/reset-energy", takes: "both", good: ["", "PRESS"], outOfRange: ["0", "RESET"] },
  { name: "cmd/identify", takes: "both", good: ["", "PRESS", "{}"], outOfRange: ["1", "PRESSED"] },
  { name: "cmd/restart", takes: "both", good: ["", "press"], outOfRange: ["1", "now"] },
  {
    name: "rpc",
    takes: "json",
    good: [
      '{"id":1,"src":"me","method":"Switch.Toggle","params":{"id":0}}',
      '{"id":1,"src":"me","method":"Nobody.Knows"}',
    ],
    outOfRange: [
      ...object("src", ["", long(129)], { id: 1, method: "Shelly.GetStatus" }),
      ...object("method", ["", long(65)], { id: 1, src: "me" }),
    ],
  },
  {
    name: "bench/button/set",
    takes: "both",
    good: ["down", "up"],
    outOfRange: [
      ...["0", "left", '{"to":"down"}'],
      ...object("button", ["", long(49), "é", "../mic"], { to: "down" }),
      ...object("to", ["left", ""], { button: "mic-off" }),
    ],
  },
  {
    name: "bench/load/set",
    takes: "both",
    good: [
      ...["none", "lamp", "FRIDGE", '{"watts":60}', '{"watts":0}'],
      '{"steps":[{"watts":900,"for_s":60},{"watts":0,"for_s":1}],"repeats":true}',
    ],
    outOfRange: [
      ...["60", "teapot", "{}", '{"watts":1e999}', '{"watts":-1e999}', '{"watts":60,"repeats":true}'],
      ...object("watts", [-1, 10_001, 1e308, null]),
      ...object("steps", [[], Array(17).fill({ watts: 1, for_s: 1 }), [{ watts: 1 }], [{ for_s: 1 }]]),
      ...object(
        "steps",
        SPANS.map((for_s) => [{ watts: 1, for_s }]),
      ),
    ],
  },
  {
    name: "bench/air/set",
    takes: "text",
    good: ["open", "confined", "near-heat"],
    outOfRange: ["thin", "0", "toString"],
  },
  {
    name: "bench/firmware/set",
    takes: "json",
    good: ['{"offer":"1.1.0"}', '{"offer":"1.1.0","required":true,"damage":"bit-flip"}'],
    outOfRange: [
      ...object("offer", ["", "1.1", "latest", "1.1.0-rc", "99999.0.0", "-1.0.0", "../../1.1.0"]),
      ...object("required", [0, "yes"], { offer: "1.1.0" }),
      ...object("damage", ["", "acid", "__proto__"], { offer: "1.1.0" }),
    ],
  },
  {
    name: "bench/app/set",
    takes: "text",
    good: ["remove", "constructor", "toString"],
    outOfRange: [long(49), "__proto__", "take it off", "../remove"],
  },
  {
    name: "bench/voice/set",
    takes: "text",
    good: ["factory reset", "yes", "NO"],
    outOfRange: ["maybe", "factory  reset"],
  },
  { name: "bench/power/set", takes: "text", good: ["on", "off", "1"], outOfRange: ["2", "toggle"] },
  {
    name: "bench/home/set",
    takes: "json",
    good: ['{"wifi":"down"}', '{"wifi":"up"}', '{"cloud":"down"}', '{"account":"remove"}'],
    outOfRange: [...object("wifi", ["left", 1, ""]), ...object("how", ["slow"], { wifi: "down" })],
  },
  {
    name: "bench/provision",
    takes: "json",
    good: ["", '{"ssid":"bench","password":"right"}', '{"ssid":"bench","password":"wrong","account":null}'],
    outOfRange: [
      ...object("ssid", ["", long(33), "é".repeat(17)], { password: "right" }),
      ...object("password", ["", long(65)], { ssid: "bench" }),
      ...object("account", ["", long(65)], { ssid: "bench", password: "right" }),
    ],
  },
  {
    name: "bench/profile/set",
    takes: "text",
    good: ["metering-plug"],
    outOfRange: [long(65), "nobodys-plug", "../../etc/passwd", "AMAZON-SMART-PLUG"],
  },
  {
    name: "bench/fault/set",
    takes: "json",
    good: [
      ...['{"kind":"overheat","for_s":5}', '{"kind":"weak-signal","seed":9}', '{"remedy":"reseat"}'],
      '{"kind":"random","seed":9,"for_s":5}',
      '{"kind":"ghost","for_s":5}',
      '{"kind":"late-ack","chance":0.5,"seed":9}',
      '{"clear":"all"}',
    ],
    outOfRange: [
      ...object("for_s", SPANS, { kind: "ghost" }),
      ...object("delay_ms", [0, -1, 1.5, 60_001], { kind: "ghost" }),
      ...object("period_ms", [0, 99, 600_001], { kind: "ghost" }),
      ...object("chance", [-0.1, 1.1], { kind: "ghost" }),
      ...object("seed", [-1, 0.5, 2 ** 32], { kind: "ghost" }),
      ...object("kind", ["", "gremlins", "all"]),
      ...object("clear", ["", "gremlins"]),
    ],
  },
];
