import type { EventEmitter } from "node:events";

/**
 * What firmata-io needs of a serial line, and all it gets: a real SerialPort, or the in-memory line of
 * the emulated Uno. Emits `open`, `data` (Buffer), `close` (after it nothing more), `error` (Error).
 * It must not emit `open` in the tick that made it: firmata-io only listens afterwards.
 */
export interface FirmataTransport extends EventEmitter {
  write(data: Buffer | readonly number[], done?: (error?: Error | null) => void): unknown;
  close(done?: (error?: Error | null) => void): unknown;
}
