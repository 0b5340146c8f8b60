import { expect, it } from "vitest";
import { type FirmwareImage, standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { flash } from "../../../board/flash/flash.ts";
import { Line } from "../../../board/flash/line.ts";
import { UNO_WAY } from "../../../board/flash/ways.ts";
import { seed000 } from "../../scenario/seed-000.ts";
import { Bootloader } from "../../support/bootloader.ts";
import { BootloaderCable } from "../../support/bootloader-cable.ts";
import { LockStep } from "../../support/emulated-uno.ts";
import { HostBench } from "../../support/host-bench.ts";
import { lookAtUno, Stage } from "../../support/stage.ts";

const ACTS = ["plugged in, never set up (step 1)", "held until only red is seen (step 2)", "let go (step 3)"];

/** The whole of S1 on a chip with this in its memory. */
async function performedBy(firmware: FirmwareImage, time: LockStep): Promise<Stage> {
  const port = await time.open({ firmware });
  const stage = new Stage(
    "Uno, Firmata 2.5",
    time,
    new HostBench(port, time.clock),
    port.finger,
    lookAtUno(port),
  );
  await seed000(stage);
  return stage;
}

it("a chip runs what was written through its bootloader over a bad cable, and S1 goes as on the file", async () => {
  let time = new LockStep();
  const board = new Bootloader({ clock: time.clock });
  const cable = new BootloaderCable(board, { loses: { toBoard: (index) => index % 4000 === 3999 } });
  const line = await Line.open(cable, "COM5", time.clock, new AbortController().signal);
  await time.wait(
    flash({ line, place: "COM5", ways: [UNO_WAY] }, () => {}),
    60_000,
  );
  expect(cable.resets.length).toBeGreaterThan(2);

  const flashed = await performedBy({ name: "what was flashed", flash: board.flash }, time);
  await flashed.end();
  time = new LockStep();
  const filed = await performedBy(standardFirmata25(), time);
  await filed.end();

  expect(flashed.bench.said()).toEqual(filed.bench.said());
  expect(flashed.bench.said()).toContain("resetDone");
  for (const act of ACTS) {
    expect(flashed.seen(act).length, act).toBeGreaterThan(5);
    expect(flashed.seen(act), act).toEqual(filed.seen(act));
  }
});
