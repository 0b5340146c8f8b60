import { describe, expect, it } from "vitest";
import { findArduinos, type ListedPort, onlyArduino } from "../../../board/arduino/find.ts";
import { BoardError } from "../../../board/port.ts";

const uno: ListedPort = { path: "COM5", vendorId: "2341", productId: "0043" };
const clone: ListedPort = { path: "/dev/ttyUSB0", vendorId: "1A86", productId: "7523" };
const modem: ListedPort = { path: "/dev/ttyS0" };

const find = (...ports: ListedPort[]) => findArduinos(() => Promise.resolve(ports));

const refusal = (search: Parameters<typeof onlyArduino>[0]): BoardError => {
  try {
    onlyArduino(search);
  } catch (error) {
    if (error instanceof BoardError) return error;
  }
  throw new Error("it was not refused with a BoardError");
};

describe("finding", () => {
  it("keeps what has the vendor id of an Arduino or of a clone's serial chip", async () => {
    const chips = ["2a03", "0403", "10c4"].map((vendorId) => ({ path: vendorId, vendorId }));
    expect((await find(uno, modem, clone, ...chips)).choices).toEqual([
      { path: "COM5", label: "Arduino Uno" },
      { path: "/dev/ttyUSB0", label: "CH340 USB serial chip" },
      { path: "2a03", label: "Arduino" },
      { path: "0403", label: "FTDI USB serial chip" },
      { path: "10c4", label: "CP210x USB serial chip" },
    ]);
  });

  it("names the call-out device on macOS", async () => {
    const { choices } = await find({ ...uno, path: "/dev/tty.usbmodem1101" });
    expect(choices[0]?.path).toBe("/dev/cu.usbmodem1101");
  });

  it("finds nothing, and says why, when the system's tool is missing", async () => {
    const missing = Object.assign(new Error("spawn udevadm ENOENT"), { code: "ENOENT", path: "udevadm" });
    const search = await findArduinos(() => Promise.reject(missing));
    expect(search).toEqual({ choices: [], problem: expect.stringContaining("udevadm") });
  });

  it("asks the system itself without ever failing", async () => {
    const { choices } = await findArduinos();
    expect(Array.isArray(choices)).toBe(true);
  });
});

describe("choosing", () => {
  it("takes the only one", async () => {
    expect(onlyArduino(await find(modem, uno)).path).toBe("COM5");
  });

  it("asks for a board to be plugged in when there is none", async () => {
    const { code, message } = refusal(await find(modem));
    expect([code, message]).toEqual(["no_port", expect.stringMatching(/plug it in, or .*--port/)]);
  });

  it("tells why nothing could be found", () => {
    expect(refusal({ choices: [], problem: "udevadm is missing" }).message).toMatch(/^udevadm is missing/);
  });

  it("lists several ones and chooses none", async () => {
    const { code, message } = refusal(await find(uno, clone));
    expect(code).toBe("several_ports");
    expect(message).toContain("COM5 Arduino Uno\n  /dev/ttyUSB0 CH340 USB serial chip");
  });
});
