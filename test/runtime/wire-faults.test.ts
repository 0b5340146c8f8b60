import { describe, expect, it } from "vitest";
import { millis } from "../../firmware-sim/index.ts";
import { wireFault } from "../../src/runtime/wire-faults.ts";
import { onlineBench } from "../support/host-bench.ts";

describe("a wire fault", () => {
  it("is in force until it is cleared by name, and changes nothing of the plug", async () => {
    const bench = await onlineBench();
    const before = bench.host.snapshot;
    const late = wireFault("late-ack", { delay: millis(500), seed: 7 });
    expect(bench.host.command({ do: "fault", fault: late })).toEqual({ ok: true });
    expect(bench.host.command({ do: "fault", fault: wireFault("ghost") })).toEqual({ ok: true });
    expect(bench.host.snapshot).toEqual({
      ...before,
      at: bench.clock.now(),
      faults: [late, wireFault("ghost")],
    });
    expect(bench.host.command({ do: "clearFault", kind: "late-ack" })).toEqual({ ok: true });
    expect(bench.host.snapshot.faults).toEqual([wireFault("ghost")]);
    expect(bench.host.command({ do: "clearFault", kind: "late-ack" })).toMatchObject({ code: "no_effect" });
    expect(bench.host.command({ do: "clearFault", kind: "all" })).toEqual({ ok: true });
    expect(bench.host.snapshot.faults).toEqual([]);
  });

  it("ends by itself after its time, counted anew when it is raised again", async () => {
    const bench = await onlineBench();
    const fault = wireFault("flapping");
    bench.host.command({ do: "fault", fault, for: millis(5000) });
    await bench.clock.advance(4000);
    bench.host.command({ do: "fault", fault, for: millis(5000) });
    await bench.clock.advance(4999);
    expect(bench.host.snapshot.faults).toEqual([fault]);
    await bench.clock.advance(1);
    expect(bench.host.snapshot.faults).toEqual([]);
  });

  it("is told anew when it is raised again just as it was, and not when another is cleared in vain", async () => {
    const bench = await onlineBench();
    const fault = wireFault("flapping");
    bench.host.command({ do: "fault", fault });
    const told: unknown[] = [];
    bench.host.onChange(({ faults }) => told.push(faults[0]));
    const [first] = bench.host.snapshot.faults;
    bench.host.command({ do: "fault", fault });
    bench.host.command({ do: "clearFault", kind: "ghost" });
    bench.host.command({ do: "wifi", to: "up", how: "cut" });
    expect(told).toEqual([fault]);
    expect(told[0]).not.toBe(first);
  });

  it("leaves no alarm behind when the plug is closed", async () => {
    const bench = await onlineBench();
    bench.host.command({ do: "fault", fault: wireFault("ghost"), for: millis(5000) });
    await bench.host.close();
    expect(bench.clock.pending).toBe(0);
  });
});
