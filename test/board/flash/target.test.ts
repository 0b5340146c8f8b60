import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ListedPort } from "../../../board/arduino/find.ts";
import { findTarget } from "../../../board/flash/target.ts";
import { MEGA_WAY, OLD_NANO_WAY, UNO_WAY } from "../../../board/flash/ways.ts";

const ALL = [UNO_WAY, OLD_NANO_WAY, MEGA_WAY];
const at = (path: string, ids: string): ListedPort => {
  const [vendorId, productId] = ids.split(":");
  return { path, vendorId, productId };
};
const find = (port: string | undefined, ...ports: ListedPort[]) => findTarget(port, async () => ports);

describe("which board is flashed", () => {
  it.each([
    ["2341:0043", "Arduino Uno", [UNO_WAY]],
    ["2A03:0043", "Arduino Uno", [UNO_WAY]],
    ["1A86:7523", "CH340 USB serial chip", ALL],
    ["0403:6001", "FTDI USB serial chip", ALL],
    ["2341:9999", "Arduino", ALL],
    ["2341:0042", "Arduino Mega 2560", [MEGA_WAY]],
    ["2a03:0010", "Arduino Mega 2560", [MEGA_WAY]],
    ["2341:0044", "Arduino Mega ADK", [MEGA_WAY]],
    ["2341:8036", "Arduino Leonardo", []],
    ["2341:0069", "Arduino Uno R4 Minima", []],
    ["2341:1002", "Arduino Uno R4 WiFi", []],
  ])("is told by its USB ids: %s is %s", async (ids, label, ways) => {
    expect(await find(undefined, at("COM5", ids))).toEqual({ path: "COM5", label, ways });
    expect(await find("com5", at("COM5", ids))).toEqual({ path: "com5", label, ways });
  });

  it("is no Pico, whose port is no Arduino's but can be named", async () => {
    const pico = at("/dev/ttyACM7", "2e8a:000a");
    expect(await find("/dev/ttyACM7", pico)).toMatchObject({ label: "Raspberry Pi Pico", ways: [] });
    await expect(find(undefined, pico)).rejects.toMatchObject({ code: "no_port" });
  });

  it("is known by another name of its port", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plugbench-ids-"));
    try {
      writeFileSync(join(folder, "ttyACM0"), "");
      symlinkSync(join(folder, "ttyACM0"), join(folder, "by-id"));
      const leonardo = at(join(folder, "ttyACM0"), "2341:8036");
      expect((await find(join(folder, "by-id"), leonardo)).label).toBe("Arduino Leonardo");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is known on macOS by either name of its port", async () => {
    const uno = at("/dev/tty.usbmodem1101", "2341:0043");
    for (const path of ["/dev/tty.usbmodem1101", "/dev/cu.usbmodem1101", undefined])
      expect((await find(path, uno)).label).toBe("Arduino Uno");
  });

  it("is unknown on a named port that is not listed, or where nothing can be listed", async () => {
    const unknown = { path: "/dev/ttyUno", label: "named port", ways: ALL };
    expect(await find("/dev/ttyUno", at("COM5", "2341:8036"))).toEqual(unknown);
    const failing = () => Promise.reject(new Error("no udevadm"));
    expect(await findTarget("/dev/ttyUno", failing)).toEqual(unknown);
    await expect(findTarget(undefined, failing)).rejects.toMatchObject({ code: "no_port" });
  });

  it("is asked for where there are several", async () => {
    const two = [at("COM5", "2341:0043"), at("COM6", "1A86:7523")];
    await expect(find(undefined, ...two)).rejects.toMatchObject({ code: "several_ports" });
  });
});
