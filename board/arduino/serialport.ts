import type { SerialPort } from "serialport";
import type { FirmataTransport } from "../johnny-five/transport.ts";

/** StandardFirmata's speed, and firmata-io's default. */
const BAUD_RATE = 57_600;

/** Of serialport's binding on Linux and macOS: what waits for the port to have something to read. */
interface Poller {
  once(event: "disconnect", listener: (error: (Error & { canceled?: boolean }) | null) => void): unknown;
}

/** The class, loaded at the first call: it brings a native module that only this board needs. */
export async function serialPort(): Promise<typeof SerialPort> {
  return (await import("serialport")).SerialPort;
}

/** A new port that opens itself, and closes when its cable is pulled. */
export async function openSerialPort(path: string, baudRate: number): Promise<SerialPort> {
  return noticingLoss(new (await serialPort())({ path, baudRate }));
}

/** Makes a new, self-opening SerialPort, at the path of that moment, at each call of what it resolves to. */
export async function serialTransport(path: () => string): Promise<() => FirmataTransport> {
  const Port = await serialPort();
  return () => noticingLoss(new Port({ path: path(), baudRate: BAUD_RATE }));
}

/**
 * A port that is pulled out while bytes arrive reads as empty, and serialport 13 reads it again and again and says nothing
 * (13 of 60 pseudo terminals). The poller beside it is told of the end, if it is asked.
 */
function noticingLoss(port: SerialPort): SerialPort {
  port.once("open", () => {
    const { poller } = (port.port ?? {}) as { readonly poller?: Poller };
    poller?.once("disconnect", (error) => {
      if (error?.canceled || !port.isOpen) return;
      port.close(() => {}, error ?? new Error("disconnected"));
    });
  });
  return port;
}
