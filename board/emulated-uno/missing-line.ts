import { EventEmitter } from "node:events";
import type { FirmataTransport } from "../johnny-five/transport.ts";

/** What opening the port gives while the Uno is unplugged: an error, then nothing. */
export class MissingLine extends EventEmitter implements FirmataTransport {
  constructor() {
    super();
    process.nextTick(() => this.emit("error", new Error("the emulated Uno is unplugged")));
  }

  write(_data: unknown, done?: (error?: Error | null) => void): boolean {
    process.nextTick(() => done?.(new Error("the emulated Uno is unplugged")));
    return false;
  }

  close(done?: (error?: Error | null) => void): void {
    process.nextTick(() => done?.(new Error("the emulated Uno is unplugged")));
  }
}
