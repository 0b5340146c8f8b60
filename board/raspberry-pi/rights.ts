import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { rightsIn } from "../arduino/port-rights.ts";

/** Whoever asks, and what the system says of files and groups. */
export interface RightsHost {
  /** The text of a file. @throws when it cannot be read */
  readonly read: (path: string) => string;
  /** `mode`: as stat(2) has it. @throws when there is no such file */
  readonly stat: (path: string) => { readonly gid: number; readonly mode: number };
  readonly user: string;
  /** Group ids that this process has. */
  readonly groups: readonly number[];
}

export const thisHost = (): RightsHost => ({
  read: (path) => readFileSync(path, "utf8"),
  stat: (path) => statSync(path),
  user: userInfo().username,
  groups: [...(process.getgroups?.() ?? []), process.getegid?.() ?? -1],
});

/** The group of Raspberry Pi OS for this; its rule for udev is the same. */
const GROUP = "gpio";
const READ_WRITE = 0o060;
const UDEV_RULE = 'SUBSYSTEM=="gpio", GROUP="gpio", MODE="0660"';
const JOIN = `sudo usermod -aG ${GROUP} $USER`;
const JOIN_AND_LOG_IN = `run "${JOIN}", then log out and in again`;

/** What gives a group the chips, on a system that has neither group nor rule. */
const GIVE_TO_GROUP: readonly string[] = [
  `sudo groupadd --force --system ${GROUP}`,
  `echo '${UDEV_RULE}' | sudo tee /etc/udev/rules.d/60-gpio.rules`,
  "sudo udevadm control --reload",
  "sudo udevadm trigger --subsystem-match=gpio",
];

/** How whoever was refused gets the right to open the chip at `path`, with the commands, one a line when they are several. */
export function gpioAdvice(path: string, host: RightsHost = thisHost()): string {
  try {
    return adviceFor(path, host);
  } catch {
    return JOIN_AND_LOG_IN;
  }
}

/** @throws what the host throws: the file is gone, or the system has no list of groups */
function adviceFor(path: string, host: RightsHost): string {
  const { gid, mode } = host.stat(path);
  if (gid === 0 || (mode & READ_WRITE) !== READ_WRITE)
    return ["no group may use it: run", ...GIVE_TO_GROUP, JOIN, "and log out and in again"].join(
      "\n        ",
    );
  const { group, listed } = rightsIn(host.read("/etc/group"), gid, host.user);
  if (host.groups.includes(gid))
    return `your group ${group ?? gid} may, but devices are kept from this program: a container needs --device ${path}, a systemd service DeviceAllow=char-gpiochip rw`;
  if (listed) return `you are in its group ${group}, but only from your next login on: log out and in again`;
  return group === undefined ? JOIN_AND_LOG_IN : JOIN_AND_LOG_IN.replace(`-aG ${GROUP}`, `-aG ${group}`);
}
