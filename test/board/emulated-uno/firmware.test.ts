import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  FirmwareError,
  readFirmware,
  standardFirmata23ForMega,
  standardFirmata25,
} from "../../../board/emulated-uno/firmware.ts";
import { standardFirmata24 } from "../../support/emulated-uno.ts";

const RESET_VECTOR_JMP = 0x0c;

describe("the firmware files", () => {
  it("hold 32 KiB of program that begins with the reset vector", () => {
    for (const { flash } of [standardFirmata25(), standardFirmata24()]) {
      expect(flash).toHaveLength(32_768);
      expect(flash[0]).toBe(RESET_VECTOR_JMP);
    }
  });

  it("hold a Mega's 256 KiB, beginning with a jump to below its bootloader", () => {
    const { name, flash } = standardFirmata23ForMega();
    expect(name).toBe("StandardFirmata 2.3");
    expect(flash).toHaveLength(262_144);
    expect([...flash.subarray(0, 2)]).toEqual([0x05, 0xc1]);
    expect(flash.findLastIndex((byte) => byte !== 0xff)).toBeLessThan(0x3_e000);
  });

  it("are refused with the path and the next step when missing or altered", () => {
    const folder = mkdtempSync(join(tmpdir(), "firmware-"));
    try {
      const path = join(folder, "some.hex");
      const read = () => readFirmware({ name: "Some 1.0", path, sha256: "0".repeat(64) });
      expect(read).toThrow(FirmwareError);
      expect(read).toThrow(`cannot read Some 1.0 from ${path}: install plugbench again`);
      writeFileSync(path, ":00000001FF\n");
      expect(read).toThrow(`${path} is not the tested Some 1.0: install plugbench again`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
