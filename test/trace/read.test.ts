import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amazonSmartPlug, millis } from "../../firmware-sim/index.ts";
import { differenceOf, differenceText, differenceToReplay } from "../../src/trace/difference.ts";
import { replay } from "../../src/trace/replay.ts";
import { MILL, profileIn } from "../support/profile-file.ts";
import { provisionedRecord } from "../support/world-rig.ts";
import { read, recorded, TRACE, textOf } from "./recording.ts";

const lines = recorded((rig) => rig.powerOn().wait(10_000).hold(13_000).wait(20_000), {
  nvm: provisionedRecord(),
});
const [first, ...rest] = lines as [string, ...string[]];

/** What is said of a file of these lines. */
function refusal(given: readonly string[] | string): string {
  const text = typeof given === "string" ? given : textOf(given);
  try {
    read(text);
  } catch (error) {
    expect((error as Error).name).toBe("UsageError");
    return (error as Error).message;
  }
  throw new Error("it was read");
}
const withLine = (line: string) => refusal([first, line]);

describe("a file that is no trace", () => {
  it.each([
    ["empty", ""],
    ["text", "hello\n"],
    ["JSON", '{"a":1}\n'],
    ["binary", "\u0000\u0001\u0002\u007fELF\u0000\n"],
  ])("is refused: %s", (_, text) => {
    expect(refusal(text)).toMatch(/^some\.trace:1: this is no trace of plugbench\. .*record it anew\.$/);
  });

  it("is refused when not even its first line is whole", () => {
    expect(refusal(first)).toContain("is cut off: not even its first line is whole");
    expect(refusal(first.slice(0, 30))).toMatch(/^some\.trace:1: is cut off/);
  });

  it("is refused when it is of a newer format, which is named", () => {
    expect(refusal([first.replace("trace 1", "trace 2"), ...rest])).toContain(
      "is of format 2, and this plugbench reads format 1: use a newer one",
    );
  });

  it.each([
    ["no home", (header: object) => ({ ...header, home: undefined })],
    ["something more", (header: object) => ({ ...header, more: 1 })],
    ["a tool with a line end", (header: object) => ({ ...header, tool: "x\n$end" })],
    ["a time before time", (header: object) => ({ ...header, at: -1 })],
    ["half a millisecond", (header: object) => ({ ...header, at: 0.5 })],
    ["no account", (header: { home?: object }) => ({ ...header, home: { ...header.home, accounts: [] } })],
    ["another make", (header: object) => ({ ...header, profile: { id: "nobody", sha256: "0".repeat(64) } })],
    [
      "a make with a path",
      (header: object) => ({ ...header, profile: { id: "../x", sha256: "0".repeat(64) } }),
    ],
  ])("is refused when its first line has %s", (_, change) => {
    const header = JSON.stringify(change(JSON.parse(first.slice("plugbench-trace 1 ".length))));
    expect(refusal([`plugbench-trace 1 ${header}`, ...rest])).toMatch(/^some\.trace:1: /);
  });
});

describe("a line that cannot have been recorded", () => {
  it.each([
    ["no instant", 'power {"nvm":null,"buttonDown":false}', 'is not "instant kind {…}"'],
    ["a negative instant", "-1 end {}", 'is not "instant kind {…}"'],
    ["an instant of 30 digits", `${"9".repeat(30)} end {}`, 'is not "instant kind {…}"'],
    ["an unknown kind", "0 explode {}", "there is no kind explode"],
    ["a kind that every object has", "0 constructor {}", "there is no kind constructor"],
    ["an unknown input", '0 plug {"kind":"explode"}', "says of plug what nobody could have recorded"],
    ["an input that every object has", '0 plug {"kind":"toString"}', "says of plug"],
    ["an input with too little", '0 plug {"kind":"edge"}', "says of plug"],
    ["an input with too much", '0 plug {"kind":"identify","more":1}', "says of plug"],
    ["a list", "0 plug []", "says of plug"],
    ["no object", "0 plug null", "says of plug"],
    [
      "a wrong type",
      '0 contact {"closed":"yes"}',
      "says of contact what nobody could have recorded (closed)",
    ],
    [
      "a load that never ends",
      '0 circuit {"kind":"attach","load":{"name":"x","kind":"steps","steps":[{"watts":1,"for":0}],"repeats":true}}',
      "says of circuit",
    ],
    [
      "a huge load",
      '0 circuit {"kind":"attach","load":{"name":"x","kind":"steady","watts":1e300}}',
      "is damaged",
    ],
    ["a record with less", '0 power {"nvm":{"version":1},"buttonDown":false}', "says of power"],
    ["half a JSON", '0 lamp {"pattern":"boo', "is damaged"],
    ["blanks", '0 lamp {"pattern": "boot"}', "is damaged"],
    ["a key twice", '0 contact {"closed":true,"closed":false}', "is damaged"],
    ["a key of the prototype", '0 gesture {"gesture":"x","__proto__":{"a":1}}', "is damaged"],
    ["the same, written otherwise", '0 gesture {"gesture":"x","\\u005f_proto__":{"a":1}}', "is damaged"],
    ["a key deep inside", '0 notice {"notice":"x","a":[{"constructor":1}]}', "is damaged"],
    [
      "a hundred thousand brackets",
      `0 notice {"notice":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      "is damaged",
    ],
    ["a huge line", `0 lamp {"pattern":"${"x".repeat(2_000_000)}"}`, "is longer than"],
    ["a line longer than text may be", `0 lamp {"pattern":"${"x".repeat(2000)}"}`, "says of lamp"],
    ["an instant in 30 years", "999999999999 end {}", "is more than a year after the beginning"],
  ])("is told with its number: %s", (_, line, words) => {
    const message = withLine(line);
    expect(message).toMatch(/^some\.trace:2: /);
    expect(message).toContain(words);
    expect(message.length).toBeLessThan(400);
  });

  it("is one that comes too early", () => {
    const moved = lines.toSpliced(5, 1).toSpliced(9, 0, lines[5]!);
    expect(refusal(moved)).toMatch(/^some\.trace:10: comes after \d+ ms: the lines are not in order/);
  });

  it("is one after the end", () => {
    expect(refusal([...lines, lines.at(-1)!])).toMatch(
      new RegExp(`^some.trace:${lines.length + 1}: goes on after its end`),
    );
  });

  it("is one that names a make that nobody knows", () => {
    expect(withLine(`0 make {"id":"nobody","sha256":"${"0".repeat(64)}"}`)).toContain(
      "names a make nobody that this plugbench does not have",
    );
  });

  it("leaves nothing of the file to be used, however late it comes", () => {
    expect(refusal([...lines.slice(0, -1), "garbage"])).toContain("Nothing of it was used");
  });
});

it("a make is looked at once, however often it is named", () => {
  const { profile } = JSON.parse(first.slice("plugbench-trace 1 ".length));
  const make = `0 make ${JSON.stringify(profile)}`;
  const trace = read(textOf([first, ...Array.from({ length: 50_000 }, () => make)]));
  const begun = performance.now();
  expect(replay(trace)).toEqual(trace.lines);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

describe("whatever is done to a trace", () => {
  it("ends in a message, or in a trace that can be replayed and compared", () => {
    const text = textOf(lines);
    const spoilt = fc.oneof(
      fc
        .tuple(fc.nat(text.length), fc.string({ maxLength: 20 }))
        .map(([at, more]) => text.slice(0, at) + more + text.slice(at)),
      fc
        .tuple(fc.nat(text.length), fc.nat(200))
        .map(([at, less]) => text.slice(0, at) + text.slice(at + less)),
      fc.shuffledSubarray(lines, { minLength: 1 }).map(textOf),
      fc.array(fc.constantFrom(...rest), { maxLength: 30 }).map((some) => textOf([first, ...some])),
    );
    let whole = 0;
    fc.assert(
      fc.property(spoilt, (given) => {
        try {
          const trace = read(given);
          differenceToReplay(trace, replay(trace));
          whole += 1;
        } catch (error) {
          expect((error as Error).name).toBe("UsageError");
        }
      }),
      { numRuns: 500 },
    );
    expect(whole).toBeGreaterThan(10);
  });

  it.each(["joined", "downloaded", "deregistered", "cloudUp", "mainsBack"])(
    "may hold what no plug was ever told then: %s",
    (kind) => {
      const trace = read(textOf([...lines.slice(0, -1), `43000 plug {"kind":"${kind}"}`]));
      try {
        expect(replay(trace).length).toBeGreaterThanOrEqual(lines.length);
      } catch (error) {
        expect((error as Error).message).toMatch(/^some\.trace:\d+: no plug can take this/);
      }
    },
  );
});

describe("the make of a trace", () => {
  const mill = profileIn(readFileSync(MILL, "utf8"));
  const ofMill = recorded((rig) => rig.powerOn().wait(10_000), { profile: mill });

  it("is in its first line when it does not come with the program", () => {
    const trace = read(textOf(ofMill));
    expect(trace.makes.named("mill-plug")).toEqual(mill);
    expect(trace.changed).toEqual([]);
    expect(replay(trace)).toEqual(ofMill);
    expect(first.length).toBeLessThan(600);
  });

  it.each([
    ["misses something", (file: object) => ({ ...file, timings: {} })],
    ["is of another format", (file: object) => ({ ...file, version: 2 })],
    ["is another one than is said", (file: object) => ({ ...file, id: "other-plug" })],
    ["takes the name of one that comes with the program", (file: object) => ({ ...file, id: "echo" })],
  ])("is refused when it %s", (_, change) => {
    const header = JSON.parse(ofMill[0]!.slice("plugbench-trace 1 ".length));
    const profile = { ...header.profile, file: change(header.profile.file) };
    expect(refusal([`plugbench-trace 1 ${JSON.stringify({ ...header, profile })}`])).toMatch(
      /^some\.trace:1: the make in the first line is/,
    );
  });

  it("may have become another since: that is told, and what it does otherwise is found", () => {
    const rungs = amazonSmartPlug.rungs.map((rung) => ({ ...rung, at: millis(rung.at + 500) }));
    const asItWas = recorded((rig) => rig.powerOn().wait(10_000).hold(13_000), {
      profile: { ...amazonSmartPlug, rungs },
    });
    const sha256 = "0".repeat(64);
    const trace = read(textOf(asItWas).replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${sha256}"`));
    expect(trace.changed).toEqual(["amazon-smart-plug"]);
    const difference = differenceToReplay(trace, replay(trace));
    expect(difference?.a?.text).toBe('13500 gesture {"gesture":"longPress","rung":"mixed"}');
    expect(difference?.b?.text).toBe('13000 gesture {"gesture":"longPress","rung":"mixed"}');
  });
});

describe("two traces", () => {
  const again = (change: (line: string) => string) => read(textOf(lines.map(change)));

  it("tell the same whenever and by whatever version they were recorded", () => {
    const later = again((line) => line.replace("2026-05-01", "2027-01-01").replace("1.2.3", "2.0.0"));
    expect(differenceOf(read(textOf(lines)), later)).toBeNull();
  });

  it("part where the first line differs", () => {
    const other = again((line) => line.replace('{"pattern":"armed"}', '{"pattern":"mixed"}'));
    const difference = differenceOf(read(textOf(lines)), other)!;
    expect(difference.a?.text).toContain("armed");
    expect(difference.b?.text).toContain("mixed");
    expect(difference.before).toHaveLength(3);
    expect(differenceText(difference, ["A", "B"])).toMatch(
      /^( +\d+ {2}.*\n){3}A +\d+ {2}.*\nB +\d+ {2}.*\n$/,
    );
  });

  it("part where one of them ends", () => {
    const shorter = read(textOf(lines.slice(0, -1)));
    expect(differenceText(differenceOf(read(textOf(lines)), shorter)!, ["A", "B"])).toMatch(
      /A +\d+ {2}43000 end {}\nB {9}\(nothing more\)\n$/,
    );
  });

  it("part in what went out to the broker, but not by the time on the wall that it tells", () => {
    const sent = (payload: string) =>
      read(
        textOf([
          ...lines.slice(0, -1),
          `43000 mqtt ${JSON.stringify({ topic: "a/b", payload, retain: true, qos: 1 })}`,
        ]),
      );
    expect(
      differenceOf(sent('{"at":"2026-01-01T00:00:00.000Z"}'), sent('{"at":"2026-01-02T03:04:05Z"}')),
    ).toBeNull();
    expect(differenceOf(sent("on"), sent("off"))?.a?.text).toContain('"payload":"on"');
  });

  it("part at their homes", () => {
    const other = again((line) => line.replace('"ssid":"bench"', '"ssid":"other"'));
    expect(differenceOf(read(textOf(lines)), other)?.a?.number).toBe(1);
  });
});

it("a trace survives an editor that ends its lines otherwise", () => {
  const trace = read(textOf(lines).replaceAll("\n", "\r\n"));
  expect(trace.path).toBe(TRACE);
  expect(differenceToReplay(trace, replay(trace))).toBeNull();
});
