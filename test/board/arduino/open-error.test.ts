import { expect, it } from "vitest";
import { explainOpenError } from "../../../board/arduino/open-error.ts";
import { BoardError } from "../../../board/port.ts";

/** The words of serialport 13's bindings on Linux, macOS and Windows. */
it.each([
  ["Error: No such file or directory, cannot open /dev/ttyACM9", "port_missing", "plugged in"],
  ["Opening COM5: File not found", "port_missing", "plugged in"],
  ["Error Resource temporarily unavailable Cannot lock port", "port_busy", "serial monitor"],
  ["Error: Resource busy, cannot open /dev/cu.usbmodem1", "port_busy", "another plugbench"],
  ["Opening COM5: Access denied", "port_busy", "serial monitor"],
  ["Error: Permission denied, cannot open /dev/ttyACM0", "port_denied", "usermod -a -G dialout $USER"],
  ["Error: Inappropriate ioctl for device, cannot open /etc/passwd", "port_missing", "right one"],
])("explains %j", (words, code, advice) => {
  const error = explainOpenError("PORT", new Error(words));
  expect(error).toMatchObject({ code, message: expect.stringMatching(/^PORT /) });
  expect(error.message).toContain(advice);
});

it("leaves an error alone that is explained already", () => {
  const error = new BoardError("not_firmata", "said");
  expect(explainOpenError("PORT", error)).toBe(error);
});
