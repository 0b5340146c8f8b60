import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FirmwareError, readFirmware, standardFirmata25 } from "../../../board/emulated-uno/firmware.ts";
import { standardFirmata24 } from "../../support/emulated-uno.ts";

const RESET_VECTOR_JMP = 0x0c;

describe("the firmware files", () => {
  it("hold 32 KiB of program that begins with the reset vector", () => {
    for (const { flash } of [standardFirmata25(), standardFirmata24()]) {
      expect(flash).toHaveLength(32_768);
      expect(flash[0]).toBe(RESET_VECTOR_JMP);
    }
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
