import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readButton } from "../../src/trace/vcd/read.ts";

const HEAD = `$timescale 1 ms $end
$scope module top $end
$var wire 1 ! button $end
$var wire 8 # bus [7:0] $end
$var real 64 % volts $end
$upscope $end
$enddefinitions $end
`;
const of = (body: string, head = HEAD, name = "button", activeLow = false) =>
  readButton(head + body, "c.vcd", { name, activeLow });
const edgesOf = (body: string, head = HEAD) =>
  of(body, head).edges.map(({ at, down }) => `${at}${down ? "+" : "-"}`);

function refusal(body: string, head = HEAD, name = "button"): string {
  try {
    of(body, head, name);
  } catch (error) {
    expect((error as Error).name).toBe("UsageError");
    expect((error as Error).message.length).toBeLessThan(600);
    return (error as Error).message;
  }
  throw new Error("it was read");
}

describe("a capture", () => {
  it.each([
    ["1 s", 1000, 1],
    ["10 ms", 10, 1],
    ["1ms", 1, 1],
    ["100 us", 1, 10],
    ["1us", 1, 1000],
    ["10 ns", 1, 100_000],
    ["1\nps", 1, 1_000_000_000],
    ["100 fs", 1, 10_000_000_000],
    ["1 fs", 1, 1_000_000_000_000],
  ])("may count in %s", (scale, ms, ticks) => {
    const head = HEAD.replace("1 ms", scale);
    const body = `#0\n0!\n#${7 * ticks}\n1!\n#${20 * ticks - (ticks > 1 ? 1 : 0)}\n0!\n#${30 * ticks}\n`;
    const late = ticks > 1 ? 19 * ms : 20 * ms;
    expect(edgesOf(body, head)).toEqual([`${7 * ms}+`, `${late}-`]);
    expect(of(body, head).length).toBe(30 * ms);
  });

  it("keeps the order and every edge of a bounce that fits in a ms", () => {
    const head = HEAD.replace("1 ms", "1 us");
    expect(edgesOf("#0\n0!\n#5100\n1!\n#5200\n0!\n#5900\n1!\n#6000\n0!\n", head)).toEqual([
      "5+",
      "5-",
      "5+",
      "6-",
    ]);
  });

  it("is of whoever made it: sections, comments and changes in any form", () => {
    const head = `$date\n  today\n$end\n$version Logic 2 $end\n$comment 2 channels at 1 MHz $end
$timescale 1 ms $end $attrbegin misc 02 x 1 $end
$scope module a $end $scope begin b $end $var reg 1 ! D0 $end $upscope $end $upscope $end
$var wire 1 "" D1 [0] $end\r\n$enddefinitions $end\r\n`;
    const body =
      '$dumpvars 0! x"" $end\r\n#3\r\n$comment #9 1! $end\r\nb1 !\r\n#4 1"" #5\n0! $dumpoff x! $end $dumpon 0! $end #8';
    const captured = of(body, head, "a.b.D0");
    expect(captured).toEqual({
      down: false,
      edges: [
        { at: 3, down: true },
        { at: 5, down: false },
      ],
      length: 8,
      unknown: 1,
    });
    expect(of(body, head, "D1[0]").edges).toEqual([{ at: 4, down: true }]);
  });

  it("of a wire with a pull-up is pressed at 0", () => {
    const captured = of("#0\n1!\n#10\n0!\n#20\n1!\n", HEAD, "button", true);
    expect(captured.down).toBe(false);
    expect(captured.edges).toEqual([
      { at: 10, down: true },
      { at: 20, down: false },
    ]);
  });

  it("may begin with the button down", () => {
    expect(of("#0\n$dumpvars\n1!\n$end\n#10\n0!\n")).toMatchObject({
      down: true,
      edges: [{ at: 10, down: false }],
    });
    expect(of("#0\n1!\n")).toMatchObject({ down: true, edges: [], length: 0 });
  });

  it("that does not know a level leaves it as it was, and says how often", () => {
    const captured = of("#0\nx!\n#1\n1!\n#2\nz!\n#3\n1!\n#4\nX!\n#5\n0!\n#6\nU!\n");
    expect(captured).toEqual({
      down: false,
      edges: [
        { at: 1, down: true },
        { at: 5, down: false },
      ],
      length: 6,
      unknown: 4,
    });
  });

  it("may have the weak levels of VHDL", () => {
    expect(edgesOf("#0\nL!\n#1\nH!\n#2\nl!\n#3\nh!\n#4\nW!\n")).toEqual(["1+", "2-", "3+"]);
  });

  it("may change other signals in any way", () => {
    expect(edgesOf("#0\nb10101010 #\nr1.5 %\nsidle #\n#1\n1!\nbx #\n")).toEqual(["1+"]);
  });
});

describe("what is no capture of a button", () => {
  it.each([
    ["nothing", "", "", /^c\.vcd:1: there is no \$enddefinitions/],
    ["text", "hello there", "", /^c\.vcd:1: "hello" stands where a section/],
    ["binary", "\u0000\u0001\u0002", "", /this is no VCD, but binary/],
    ["a section without an end", "$timescale 1 ms\n", "", /^c\.vcd:2: "\$timescale" of line 1 has no \$end/],
    ["no timescale", "", HEAD.replace("$timescale 1 ms $end\n", ""), /there is no \$timescale/],
    ["a timescale of 5 ms", "", HEAD.replace("1 ms", "5 ms"), /^c\.vcd:1: the \$timescale "5ms" is none/],
    ["a timescale of minutes", "", HEAD.replace("1 ms", "1 m"), /is none/],
    [
      "endless scopes",
      "",
      `${"$scope module a $end\n".repeat(600)}${HEAD}`,
      /a signal's name is longer, with its/,
    ],
    ["half a variable", "", HEAD.replace("1 ! button", "1 !"), /^c\.vcd:3: a \$var is not/],
    ["a change of something undeclared", "#0\n1?\n", HEAD, /^c\.vcd:9: something called "\?" changes/],
    ["a time that goes back", "#5\n1!\n#4\n", HEAD, /^c\.vcd:10: the time goes back, from 5 to 4/],
    ["a time that is none", "#5x\n", HEAD, /"#5x" is no time/],
    ["a negative time", "#-5\n", HEAD, /is no time/],
    ["a time of 40 digits", `#${"9".repeat(40)}\n`, HEAD, /is no time/],
    ["a time in thousands of years", "#99999999999999\n", HEAD, /longer than a year/],
    ["a word in the body", "#0\ngreetings\n", HEAD, /^c\.vcd:9: "greetings" is no change/],
    ["a last change cut off", "#0\nb1", HEAD, /the last change is cut off/],
    ["a comment without an end", "#0\n$comment x", HEAD, /"?\$comment"? of line 9 has no \$end/],
    ["a huge word", `#0\nb${"1".repeat(100_000)} #\n`, HEAD, /a word is longer than anything/],
  ])("is refused: %s", (_, body, head, words) => {
    expect(refusal(body, head)).toMatch(words);
  });

  it("is refused when the signal is not there, and those that are are named", () => {
    expect(refusal("", HEAD, "knob")).toBe(
      'c.vcd has no signal "knob". It has top.button, top.bus[7:0], top.volts.',
    );
    expect(refusal("", HEAD.replaceAll(/\$var.*\n/g, ""), "knob")).toContain("It has none.");
    const many = Array.from({ length: 30 }, (_, i) => `$var wire 1 c${i} s${i} $end\n`).join("");
    expect(refusal("", HEAD.replace("$upscope", `${many}$upscope`), "knob")).toMatch(/and 13 more\.$/);
  });

  it("is refused when several signals have the name", () => {
    const head = HEAD.replace(
      "$upscope $end",
      "$scope module sub $end $var wire 1 & button $end $upscope $end $upscope $end",
    );
    expect(refusal("", head)).toContain(
      '2 signals called "button": name one as top.button or top.sub.button',
    );
    expect(of("#1\n1&\n", head, "top.sub.button").edges).toHaveLength(1);
    // Two names for one wire are no question.
    expect(of("#1\n1!\n", head.replace("1 &", "1 !")).edges).toHaveLength(1);
  });

  it("is refused when the signal is no single wire", () => {
    expect(refusal("", HEAD, "bus[7:0]")).toContain("top.bus[7:0] is 8 bits wide, and a button is one wire");
    expect(refusal("", HEAD, "volts")).toContain("top.volts is no wire");
  });

  it("is refused when it changes more often than any button", () => {
    const body = Array.from({ length: 100_002 }, (_, i) => `#${i + 1}\n${(i + 1) % 2}!\n`).join("");
    expect(refusal(body)).toContain("button changes more than 100000 times: that is no button");
  });

  it("ends in a message or in edges in turn, whatever is done to a capture", () => {
    const text = `${HEAD}#0\n$dumpvars\n0!\nb0 #\n$end\n#10\n1!\n#20\n0!\n#30\n1!\n`;
    const spoilt = fc.oneof(
      fc
        .tuple(fc.nat(text.length), fc.string({ maxLength: 9 }))
        .map(([at, more]) => text.slice(0, at) + more + text.slice(at)),
      fc
        .tuple(fc.nat(text.length), fc.nat(20))
        .map(([at, less]) => text.slice(0, at) + text.slice(at + less)),
      fc.shuffledSubarray(text.split("\n")).map((lines) => lines.join("\n")),
    );
    let whole = 0;
    fc.assert(
      fc.property(spoilt, (given) => {
        try {
          const { down, edges } = of(given, "");
          whole += 1;
          edges.forEach((edge, i) => {
            expect(edge.down).toBe(i % 2 === 0 ? !down : down);
            expect(edge.at).toBeGreaterThanOrEqual(edges[i - 1]?.at ?? 0);
          });
        } catch (error) {
          if ((error as Error).name !== "UsageError") throw error;
        }
      }),
      { numRuns: 1000 },
    );
    expect(whole).toBeGreaterThan(50);
  });
});
