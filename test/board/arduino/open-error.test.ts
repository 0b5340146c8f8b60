import { expect, it } from "vitest";
import { explainOpenError } from "../../../board/arduino/open-error.ts";
import { portRights, rightsIn } from "../../../board/arduino/port-rights.ts";
import { BoardError } from "../../../board/port.ts";

/** The words of serialport 13's bindings on Linux, macOS and Windows. */
it.each([
  ["Error: No such file or directory, cannot open /dev/ttyACM9", "port_missing", "plugged in"],
  ["Opening COM5: File not found", "port_missing", "plugged in"],
  ["Error Resource temporarily unavailable Cannot lock port", "port_busy", "serial monitor"],
  ["Error: Resource busy, cannot open /dev/cu.usbmodem1", "port_busy", "another plugbench"],
  ["Opening COM5: Access denied", "port_busy", "serial monitor"],
  ["Error: Permission denied, cannot open /dev/ttyACM0", "port_denied", "usermod -aG dialout $USER"],
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

const LIST = "root:x:0:\ndialout:x:20:ann,bob\nuucp:x:986:\n";

it.each([
  [
    "dialout, which the user is not in",
    20,
    "eve",
    'run "sudo usermod -aG dialout $USER", then log out and in',
  ],
  ["uucp", 986, "ann", 'run "sudo usermod -aG uucp $USER", then log out and in'],
  ["dialout, which the user joined after logging in", 20, "bob", "only from your next login on"],
  ["no group", 0, "eve", 'run "sudo chmod a+rw /dev/ttyACM0"'],
  ["a group that has no name here", 7, "eve", "usermod -aG dialout"],
])("tells how to open a port that belongs to %s", (_, gid, user, advice) => {
  const denied = new Error("Error: Permission denied, cannot open /dev/ttyACM0");
  const { code, message } = explainOpenError("/dev/ttyACM0", denied, () => rightsIn(LIST, gid, user));
  expect(code).toBe("port_denied");
  expect(message).toContain(advice);
});

it("finds the group of a file of this system", () => {
  const { group } = portRights(import.meta.filename);
  if (process.platform === "linux") expect(group).toMatch(/^[a-z]/);
  else expect(group ?? "").not.toBe("dialout");
  expect(portRights("/nowhere/at/all").group).toBeUndefined();
});
