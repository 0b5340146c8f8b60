import { BoardError } from "../port.ts";
import { serialPort } from "./serialport.ts";
import { boardName, type UsbIds } from "./usb-ids.ts";

/** A serial port that is probably an Arduino. */
export interface PortChoice {
  /** What to give as the port: "COM5", "/dev/ttyACM0", "/dev/cu.usbmodem1101". */
  readonly path: string;
  /** For people: "Arduino Uno", "CH340 USB serial chip". */
  readonly label: string;
}

export interface PortSearch {
  readonly choices: readonly PortChoice[];
  /** Why the system could not be asked; absent when it was. */
  readonly problem?: string;
}

/** One of `SerialPort.list()`, as far as it is used. */
export interface ListedPort extends UsbIds {
  readonly path: string;
}

/** USB vendor ids: Arduino's two, and the makers of the serial chips on most clones. */
const VENDORS: Readonly<Record<string, string>> = {
  "2341": "Arduino",
  "2a03": "Arduino",
  "1a86": "CH340 USB serial chip",
  "0403": "FTDI USB serial chip",
  "10c4": "CP210x USB serial chip",
};

/** Lists the ports that may be an Arduino. Never rejects. */
export async function findArduinos(
  list: () => Promise<readonly ListedPort[]> = listPorts,
): Promise<PortSearch> {
  try {
    return { choices: (await list()).flatMap(choiceOf) };
  } catch (error) {
    return { choices: [], problem: explainListError(error as NodeJS.ErrnoException) };
  }
}

/**
 * The only Arduino there is.
 * @throws BoardError `no_port`, `several_ports`
 */
export function onlyArduino(search: PortSearch): PortChoice {
  const [only, ...others] = search.choices;
  if (!only) {
    const why = search.problem ?? "no Arduino was found on a USB port: plug it in";
    throw new BoardError("no_port", `${why}, or name its port with --port`);
  }
  if (others.length === 0) return only;
  const list = search.choices.map(({ path, label }) => `  ${path} ${label}`).join("\n");
  throw new BoardError("several_ports", `several boards were found: choose one with --port\n${list}`);
}

export async function listPorts(): Promise<readonly ListedPort[]> {
  return (await serialPort()).list();
}

function choiceOf(port: ListedPort): PortChoice[] {
  const vendor = VENDORS[port.vendorId?.toLowerCase() ?? ""];
  return vendor === undefined ? [] : [{ path: callOut(port.path), label: boardName(port) ?? vendor }];
}

/** On macOS the tty.* twin waits for a carrier signal that a board never gives. */
export const callOut = (path: string): string => path.replace("/dev/tty.", "/dev/cu.");

function explainListError(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT" && error.path === "udevadm") {
    return "serial ports cannot be listed here, because the program udevadm (package udev) is missing";
  }
  return `serial ports cannot be listed (${error.message})`;
}
