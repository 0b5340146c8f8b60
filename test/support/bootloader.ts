import { BootloaderBoard, type BootloaderOptions } from "./bootloader-board.ts";

const PAGE_BYTES = 128;

/**
 * An ATmega328P with Optiboot, byte for byte as its source (optiboot.c, version 4.4) has it: whatever it does not expect at the end
 * of a command restarts the chip, and the program runs. Only a reset brings it back.
 */
export class Bootloader extends BootloaderBoard {
  protected readonly patience = 1000;

  constructor(options: BootloaderOptions) {
    super(options, 32_768);
  }

  protected *commands(): Generator<void, void, number> {
    const { signature = [0x1e, 0x95, 0x0f] } = this.options;
    let address = 0;
    for (;;) {
      const command = yield;
      let answer: readonly number[] = [];
      if (command === 0x55) {
        const low = yield;
        address = 2 * (low + 256 * (yield));
      } else if (command === 0x64 || command === 0x74) {
        yield;
        // One byte counts, and 0 stands for 256.
        const length = (yield) || 256;
        yield;
        const data: number[] = [];
        if (command === 0x64) while (data.length < length) data.push(yield);
        if ((yield) !== 0x20) return;
        if (command === 0x64) this.#write(address, data);
        else answer = [...this.flash.subarray(address, address + length)];
        this.send([0x14, ...answer, 0x10]);
        continue;
      } else if (command === 0x75) answer = signature;
      if ((yield) !== 0x20) return;
      this.send([0x14, ...answer, 0x10]);
      if (command === 0x51) return;
    }
  }

  #write(address: number, data: readonly number[]): void {
    const page = address - (address % PAGE_BYTES);
    this.flash.fill(0xff, page, page + PAGE_BYTES);
    this.flash.set(data.slice(0, PAGE_BYTES), page);
    this.wrote(page);
  }
}
