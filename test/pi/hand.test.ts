import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type Edge, GpiochipIo, listChips } from "../../board/gpiochip-io/index.ts";
import { hand } from "./hand.ts";
import { stall } from "./stall.ts";

const HEADER = "/dev/gpiochip0";
const BUTTON = 17;
const GPIO_GROUP = 986;

const labels = () => listChips().chips.map(({ label }) => label);
const mayOpen = () => {
  try {
    closeSync(openSync(HEADER, "r"));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
};

const ios: GpiochipIo[] = [];
afterEach(async () => {
  for (const io of ios.splice(0)) io.close();
  if (existsSync(HEADER)) await hand.unplug();
  await hand.plugIn();
});

describe("the guest", () => {
  it("has a Raspberry Pi's two chips for an ordinary user of the group gpio", () => {
    expect([process.getuid!(), process.getgroups!()]).toEqual([1000, expect.arrayContaining([GPIO_GROUP])]);
    expect(readFileSync("/etc/group", "utf8")).toContain(`gpio:x:${GPIO_GROUP}:pi`);
    const { uid, gid, mode } = statSync(HEADER);
    expect([uid, gid, mode & 0o777]).toEqual([0, GPIO_GROUP, 0o660]);
    expect(labels()).toEqual(["pinctrl-bcm2711", "raspberrypi-exp-gpio"]);
  });

  it("has files of the host that it cannot change, and room of its own", () => {
    expect(() => openSync("package.json", "a")).toThrow("EROFS");
    closeSync(openSync(`${process.env["TMPDIR"]}/note`, "w"));
  });
});

describe("the hand", () => {
  it("pulls at a free line and sees its level", () => {
    for (const [to, level] of [
      ["up", 1],
      ["down", 0],
    ] as const) {
      hand.pull(BUTTON, to);
      expect(hand.level(BUTTON)).toBe(level);
    }
  });

  it("does not move a line that is driven", () => {
    const io = new GpiochipIo({ chip: HEADER });
    ios.push(io);
    io.openOutputs(new Map([[BUTTON, 1]]));
    hand.pull(BUTTON, "down");
    expect(hand.level(BUTTON)).toBe(1);
  });

  it.each([3, 699, 700, 701, 30_001])(
    "presses for %i ms within 50 µs, by the kernel's own dates",
    async (ms) => {
      const edges = await play([5, 5 + ms]);
      expect(heldMs(edges)).toBeCloseTo(ms, 1);
    },
  );

  it("presses while its caller is in a busy loop", async () => {
    const times = Array.from({ length: 40 }, (_, at) => 5 + 7 * at);
    const edges = await play(times, () => stall(500));
    expect(edges.map(({ timestampNs }) => Number(timestampNs - edges[0]!.timestampNs) / 1e6)).toEqual(
      times.map((ms) => expect.closeTo(ms - 5, 1)),
    );
  });

  it("takes the chip away and brings it back, as another make's on request", async () => {
    await hand.unplug();
    expect([existsSync(HEADER), labels()]).toEqual([false, ["raspberrypi-exp-gpio"]]);
    await hand.plugIn("pinctrl-rp1");
    expect([mayOpen(), labels()]).toEqual([true, ["pinctrl-rp1", "raspberrypi-exp-gpio"]]);
    hand.pull(BUTTON, "up");
    expect(hand.level(BUTTON)).toBe(1);
  });

  it("takes the right to open the chip, and gives it back", async () => {
    await hand.deny();
    expect(mayOpen()).toBe("EACCES");
    await hand.allow();
    expect(mayOpen()).toBe(true);
  });

  it("says what it could not do", async () => {
    const { finished } = await hand.play([{ line: 58, pull: "up", afterMs: 0 }]);
    await expect(finished).rejects.toThrow("the hand could not play: Error: ENOENT");
    await expect(hand.plugIn()).rejects.toThrow("the hand could not plug in");
  });
});

/** Presses and lets go in turn at these ms, and tells the edges. */
async function play(times: readonly number[], meanwhile = () => {}): Promise<readonly Edge[]> {
  const io = new GpiochipIo({ chip: HEADER });
  ios.push(io);
  const edges: Edge[] = [];
  io.on("edge", (edge) => edges.push(edge));
  io.openInput(BUTTON, "pull-up");
  const { finished } = await hand.play(
    times.map((afterMs, at) => ({ line: BUTTON, pull: at % 2 === 0 ? "down" : "up", afterMs })),
  );
  meanwhile();
  await finished;
  io.drain();
  return edges;
}

function heldMs([down, up, ...others]: readonly Edge[]): number {
  expect([down?.level, up?.level, others]).toEqual([0, 1, []]);
  return Number(up!.timestampNs - down!.timestampNs) / 1e6;
}
