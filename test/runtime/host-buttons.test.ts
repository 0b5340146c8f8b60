import { describe, expect, it } from "vitest";
import { amazonSmartPlug, echo, echoDot, millis } from "../../firmware-sim/index.ts";
import { onlineBench, type VirtualBench } from "../support/host-bench.ts";

const [MIC, DOWN] = echo.otherButtons;
const move = (bench: VirtualBench, how: "press" | "release", ...buttons: readonly string[]) =>
  buttons.map((button) => bench.host.command({ do: how, button }));
const power = (bench: VirtualBench, to: "on" | "off") => bench.host.command({ do: "power", to });

describe("other buttons", () => {
  it("held together are in the snapshot, with how far they are", async () => {
    const bench = await onlineBench({ profile: echo });
    move(bench, "press", MIC, DOWN);
    expect(bench.host.snapshot).toMatchObject({
      otherButtons: [MIC, DOWN],
      button: "up",
      hold: { rung: null, buttons: [MIC, DOWN] },
    });
    await bench.clock.advance(5000);
    expect(bench.host.snapshot.hold?.rung).toBe("orange");
    move(bench, "release", MIC);
    expect(bench.host.snapshot).toMatchObject({ otherButtons: [DOWN], hold: null });
  });

  it("that are held while it is unplugged are held when power comes", async () => {
    const bench = await onlineBench({ profile: echo });
    power(bench, "off");
    expect(move(bench, "press", MIC, DOWN)).toEqual([{ ok: true }, { ok: true }]);
    expect(bench.host.snapshot.otherButtons).toEqual([MIC, DOWN]);
    power(bench, "on");
    await bench.clock.advance(20_000);
    expect(bench.host.snapshot.led.name).toBe("blue");
    move(bench, "release", MIC, DOWN);
    expect(bench.host.snapshot.lifecycle).toBe("resetting");
  });

  it("stay down through a power cut, and are let go without power", async () => {
    const bench = await onlineBench({ profile: echo });
    move(bench, "press", MIC, DOWN);
    power(bench, "off");
    move(bench, "release", DOWN);
    power(bench, "on");
    await bench.clock.advance(30_000);
    expect(bench.host.snapshot).toMatchObject({ otherButtons: [MIC], hold: null, lifecycle: "online" });
  });

  it("that the make does not have are refused, with those it has", async () => {
    const bench = await onlineBench({ profile: echo });
    expect(move(bench, "press", "volume-up")).toEqual([
      {
        ok: false,
        code: "bad_value",
        message: 'this make of plug has no button "volume-up"; it has action, mic-off, volume-down',
      },
    ]);
    expect(bench.host.snapshot.otherButtons).toEqual([]);
  });

  it("called action are the Action button", async () => {
    const bench = await onlineBench();
    move(bench, "press", "action");
    expect(bench.host.snapshot.button).toBe("down");
  });

  it("are not on the plug that comes in the old one's place", async () => {
    const bench = await onlineBench({ profile: echo, makes: [echo, amazonSmartPlug] });
    move(bench, "press", MIC);
    bench.host.command({ do: "profile", to: amazonSmartPlug.id });
    await bench.clock.advance(3000);
    expect(bench.host.snapshot.otherButtons).toEqual([]);
  });
});

it("starts a plug again that was soft-reset, with the button still as it is, and has lost nothing", async () => {
  const bench = await onlineBench({ profile: echoDot });
  bench.host.command({ do: "press" });
  await bench.clock.advance(20_000);
  bench.host.command({ do: "release" });
  await bench.clock.advance(echoDot.timings.debounce.for);
  expect(bench.said()).toContain("restarting");
  expect(bench.host.snapshot).toMatchObject({ lifecycle: "booting", power: "on" });
  await bench.clock.advance(15_000);
  expect(bench.host.snapshot).toMatchObject({ lifecycle: "online", account: "home" });
});

it("begins what the app asks for, and says why it cannot", async () => {
  const bench = await onlineBench({ profile: echoDot });
  const ask = (action: string) => bench.host.command({ do: "app", action });
  expect(ask("nonsense")).toMatchObject({ ok: false, code: "no_effect" });
  bench.host.command({ do: "cloud", to: "down" });
  expect(ask("reset")).toMatchObject({ ok: false, code: "offline" });
  bench.host.command({ do: "cloud", to: "up" });
  await bench.clock.advance(millis(1000));
  expect(ask("reset")).toEqual({ ok: true });
  expect(bench.host.snapshot.lifecycle).toBe("resetting");
});
