import type { SerialPort } from "serialport";
import type { FirmataTransport } from "../johnny-five/transport.ts";

/** StandardFirmata's speed, and firmata-io's default. */
const BAUD_RATE = 57_600;

/** The class, loaded at the first call: it brings a native module that only this board needs. */
export async function serialPort(): Promise<typeof SerialPort> {
  return (await import("serialport")).SerialPort;
}

/** Makes a new, self-opening SerialPort, at the path of that moment, at each call of what it resolves to. */
export async function serialTransport(path: () => string): Promise<() => FirmataTransport> {
  const Port = await serialPort();
  return () => new Port({ path: path(), baudRate: BAUD_RATE });
}
