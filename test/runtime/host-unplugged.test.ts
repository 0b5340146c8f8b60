import { describe, expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import type { NvmRecord } from "../../firmware-sim/index.ts";
import { HostBench } from "../support/host-bench.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { provisionedRecord } from "../support/world-rig.ts";

async function unplugged(nvm: NvmRecord | null) {
  const clock = new ManualClock();
  const board = openVirtualBoard({ clock });
  const bench = new HostBench(board, clock, { nvm });
  bench.host.command({ do: "power", to: "off" });
  await bench.host.start();
  return { bench, host: bench.host, clock, board };
}

describe("a plug that begins without mains", () => {
  it("is dark and does nothing, and what it keeps can be known", async () => {
    const { host, board, clock, bench } = await unplugged(provisionedRecord());
    await clock.advance(60_000);
    expect(host.snapshot).toMatchObject({
      lifecycle: "off",
      power: "off",
      provisioned: true,
      account: "home",
    });
    expect([board.lamp, board.relayClosed, bench.patterns, bench.reports]).toEqual([
      "off",
      false,
      ["dark"],
      [],
    ]);
  });

  it("refuses what needs power", async () => {
    const { host } = await unplugged(null);
    for (const command of [
      { do: "provision" },
      { do: "relay", to: "on", source: "ctl" },
      { do: "restart" },
    ] as const)
      expect(host.command(command)).toMatchObject({ ok: false, code: "no_power" });
  });

  it("boots when it is plugged in, with the button as it is then", async () => {
    const { host, board, clock, bench } = await unplugged(provisionedRecord());
    board.finger.press();
    host.command({ do: "power", to: "on" });
    await clock.advance(10);
    expect([host.snapshot.lifecycle, host.snapshot.button, board.lamp]).toEqual(["booting", "down", "red"]);
    expect(bench.patterns).toEqual(["dark", "boot"]);
  });

  it("has saved nothing of a power-on that never was", async () => {
    const { bench } = await unplugged(provisionedRecord());
    expect([bench.store.waiting, bench.store.record]).toEqual([0, provisionedRecord()]);
  });
});
