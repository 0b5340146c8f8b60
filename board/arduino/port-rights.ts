import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";

/** Who may open a serial port, as Linux has it. */
export interface PortRights {
  /** The group that the device belongs to; undefined when it cannot be told. */
  readonly group: string | undefined;
  /** The user is in that group, by the system's list; whoever was put there has it from the next login on. */
  readonly listed: boolean;
}

/** The usual owner of serial ports on Debian, Ubuntu and Fedora; Arch has uucp. */
const USUAL_GROUP = "dialout";
/** A device that no rule gave to a group. */
const NO_GROUP = "root";

/** How somebody who was refused gets the right to open `path`, with the command for it. */
export function rightsAdvice(path: string, rights: PortRights): string {
  const { group = USUAL_GROUP, listed } = rights;
  if (group === NO_GROUP)
    return `no group may use it: run "sudo chmod a+rw ${path}", which lasts until the board is unplugged`;
  if (listed) return `you are in its group ${group}, but only from your next login on: log out and in again`;
  return `run "sudo usermod -aG ${group} $USER", then log out and in again`;
}

export function portRights(path: string): PortRights {
  try {
    const { gid } = statSync(path);
    return rightsIn(readFileSync("/etc/group", "utf8"), gid, userInfo().username);
  } catch {
    // Not Linux, or a system without such a list: the usual group is named.
    return { group: undefined, listed: false };
  }
}

/** `list`: the form of /etc/group, NAME:PASSWORD:GID:USER,USER a line. */
export function rightsIn(list: string, gid: number, user: string): PortRights {
  for (const line of list.split("\n")) {
    const [group, , id, users = ""] = line.split(":");
    if (id === String(gid)) return { group, listed: users.split(",").includes(user) };
  }
  return { group: undefined, listed: false };
}
