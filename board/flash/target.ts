import { realpathSync } from "node:fs";
import { callOut, findArduinos, type ListedPort, listPorts, onlyArduino } from "../arduino/find.ts";
import { boardName, MEGA, MEGA_ADK, UNO } from "../arduino/usb-ids.ts";
import { MEGA_WAY, OLD_NANO_WAY, UNO_WAY, type Way } from "./ways.ts";

/** In the order in which they are tried: any of these boards may have a serial chip that is on many. */
const ALL_WAYS = [UNO_WAY, OLD_NANO_WAY, MEGA_WAY];
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  [UNO]: [UNO_WAY],
  [MEGA]: [MEGA_WAY],
  [MEGA_ADK]: [MEGA_WAY],
};

/** Which board is to be flashed, and how it is spoken to. */
export interface Target {
  readonly path: string;
  /** For people: "Arduino Uno", "CH340 USB serial chip", "named port". */
  readonly label: string;
  /** To be tried in turn; none when the board is known to be one that cannot be flashed. */
  readonly ways: readonly Way[];
}

/**
 * The board on a port, by its USB ids as far as they tell; the only Arduino there is when no port is named.
 * @throws BoardError `no_port`, `several_ports`
 */
export async function findTarget(
  port: string | undefined,
  list: () => Promise<readonly ListedPort[]> = listPorts,
): Promise<Target> {
  const listing = list();
  const search = await findArduinos(() => listing);
  const path = port ?? onlyArduino(search).path;
  const ofPath = (other: { readonly path: string }): boolean => samePort(other.path, path);
  // A port that was named needs no list.
  const listed = (await listing.catch(() => [])).find(ofPath);
  const name = listed && boardName(listed);
  const label = name ?? search.choices.find(ofPath)?.label ?? "named port";
  return { path, label, ways: name === undefined ? ALL_WAYS : (WAYS[name] ?? []) };
}

const samePort = (one: string, other: string): boolean => device(one) === device(other);

/** Past names such as /dev/serial/by-id/…; Windows' names are the same in any case. */
function device(path: string): string {
  try {
    return callOut(realpathSync(path));
  } catch {
    return callOut(path).toUpperCase();
  }
}
