import { BootloaderBoard, type BootloaderOptions } from "./bootloader-board.ts";

const PAGE_BYTES = 256;
/** Where the bootloader begins: 8 KiB before the end. */
const APP_END = 0x3_e000;
const BUFFER_BYTES = 285;

/**
 * An ATmega2560 with the bootloader of an Arduino Mega, as its source (stk500boot.c of Arduino's AVR core) has it: a frame that is not
 * right is passed over in silence; it erases pages one after the other, whichever is written. Where versions differ it is the harder
 * one: three "!" in a row start the monitor wherever they are, and only the next sequence number, or 1, is heard.
 */
export class MegaBootloader extends BootloaderBoard {
  /** `recchar_timeout` counts to F_CPU / 2, some ten cycles each. */
  protected readonly patience = 6000;

  constructor(options: BootloaderOptions) {
    super(options, 262_144);
  }

  protected *commands(): Generator<void, void, number> {
    let number = 0;
    let address = 0;
    let erase = 0;
    let exclamations = 0;
    function* next(): Generator<void, number, number> {
      const byte = yield;
      exclamations = byte === 0x21 ? exclamations + 1 : 0;
      if (exclamations === 3) for (;;) yield;
      return byte;
    }
    for (;;) {
      if ((yield* next()) !== 0x1b) continue;
      const sequence = yield* next();
      if (sequence !== 1 && sequence !== number) continue;
      number = sequence;
      const size = [yield* next(), yield* next()];
      const length = size[0]! * 256 + size[1]!;
      if ((yield* next()) !== 0x0e) continue;
      const body: number[] = [];
      do body.push(yield* next());
      while (body.length !== length && body.length <= BUFFER_BYTES);
      // Its stack is overwritten: who knows what it does.
      if (body.length > BUFFER_BYTES) for (;;) yield;
      if (xor([0x1b, sequence, ...size, 0x0e, ...body]) !== (yield* next())) continue;

      const [command = 0, high = 0, low = 0] = body;
      const count = high * 256 + low;
      let answer: readonly number[] = [0];
      if (command === 0x01) answer = [0, 8, ...Buffer.from("AVRISP_2")];
      else if (command === 0x06) address = 2 * (body[3]! * 256 + body[4]!);
      else if (command === 0x12) {
        erase = 0;
        answer = [0xc0];
      } else if (command === 0x13) {
        if (erase < APP_END) this.flash.fill(0xff, erase, erase + PAGE_BYTES);
        erase += PAGE_BYTES;
        for (const [at, byte] of body.slice(10, 10 + count).entries()) this.flash[address + at]! &= byte;
        this.wrote(address);
        address += count;
      } else if (command === 0x14) {
        answer = [0, ...this.flash.subarray(address, address + count), 0];
        address += count;
      } else if (command === 0x1d) answer = [0, 0, body[4]!, 0, this.#signature(body[6]!), 0];
      else if (command !== 0x10 && command !== 0x11) answer = [0xc0];
      const message = [
        0x1b,
        number,
        (answer.length + 1) >> 8,
        (answer.length + 1) & 255,
        0x0e,
        command,
        ...answer,
      ];
      this.send([...message, xor(message)]);
      number = (number + 1) % 256;
      if (command === 0x11) return;
    }
  }

  #signature(place: number): number {
    const { signature = [0x1e, 0x98, 0x01] } = this.options;
    return signature[place] ?? 0;
  }
}

const xor = (bytes: readonly number[]): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
