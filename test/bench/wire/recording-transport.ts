import { FirmataDevice } from "../../support/firmata-device.ts";
import { MemoryTransport } from "../../support/memory-transport.ts";

export interface Written {
  /** performance.now() of the call. */
  readonly at: number;
  readonly bytes: readonly number[];
}

/** A serial line in memory that keeps what is written to it, and when. */
export class RecordingTransport extends MemoryTransport {
  written: Written[] = [];

  constructor() {
    super(new FirmataDevice());
  }

  override write(data: Buffer | readonly number[], done?: (error?: Error | null) => void): void {
    this.written.push({ at: performance.now(), bytes: [...data] });
    super.write(data, done);
  }
}
