import { EventEmitter } from "node:events";
import type { FirmataTransport } from "../../board/johnny-five/transport.ts";
import type { FirmataDevice } from "./firmata-device.ts";

type Done = (error?: Error | null) => void;

/**
 * A cable in memory to a device that starts when it is opened. What is written arrives in the next tick;
 * what is written after its end is kept in `writtenTooLate`.
 */
export class MemoryTransport extends EventEmitter implements FirmataTransport {
  readonly writtenTooLate: number[] = [];
  isOpen = false;
  readonly #device: FirmataDevice;

  constructor(device: FirmataDevice, options: { readonly opens?: boolean } = {}) {
    super();
    this.#device = device;
    if (options.opens === false) return;
    setImmediate(() => {
      this.isOpen = true;
      device.send = (bytes) => {
        if (this.isOpen) this.emit("data", Buffer.from(bytes));
      };
      this.emit("open");
      if (device.answers) device.boot();
    });
  }

  write(data: Buffer | readonly number[], done?: Done): void {
    if (!this.isOpen) this.writtenTooLate.push(...data);
    process.nextTick(() => {
      if (this.isOpen) this.#device.receive(data);
      done?.();
    });
  }

  close(done?: Done): void {
    const error = this.isOpen ? null : new Error("not open");
    this.isOpen = false;
    setImmediate(() => done?.(error));
  }

  unplug(): void {
    this.isOpen = false;
    this.emit("close", Object.assign(new Error("bad file descriptor"), { disconnected: true }));
  }
}
