import { type Bootloader, Misheard, OutOfOrder, USUAL_PATIENCE } from "./bootloader.ts";
import type { Line } from "./line.ts";
import type { Page } from "./pages.ts";

// The words of STK500 version 2 (Atmel's application note AVR068) that the Mega's bootloader knows (stk500boot.c of Arduino's AVR core).
const SIGN_ON = 0x01;
const LOAD_ADDRESS = 0x06;
const ENTER_PROGRAMMING = 0x10;
const LEAVE_PROGRAMMING = 0x11;
const CHIP_ERASE = 0x12;
const WRITE_PAGE = 0x13;
const READ_PAGE = 0x14;
const SPI_MULTI = 0x1d;
const START = 0x1b;
const TOKEN = 0x0e;
const OK = 0x00;
/** A length and "AVRISP_2". */
const SIGN_ON_ANSWER = 9;
/** An older one answers no other number than this, and one more than its last. */
const FIRST_NUMBER = 1;
/** As avrdude sends them to a programmer: they are for its wires to the chip, and a bootloader has none. */
const ENTER_TIMES = [200, 100, 25, 32, 0, 0x53, 3, 0xac, 0x53, 0, 0];
const LEAVE_TIMES = [1, 1];
const WRITE_MODES = [0xc1, 10, 0x40, 0x4c, 0x20, 0, 0];
const READ_SIGNATURE = 0x30;
const READ_FLASH = 0x20;

/**
 * Writes pages in their order only: whatever the address, it erases the first page before the first write since its start, the second
 * before the second, and so on. "Erase the chip" is refused, and erases nothing, but has it begin at the first page again.
 *
 * Three "!" in a row start its monitor: when they are among the first nine bytes that it hears, in a frame or not; older ones are said
 * to look at all bytes. Nothing that is sent for the bundled image holds three.
 */
export class Stk500v2 implements Bootloader {
  readonly #line: Line;
  #number = FIRST_NUMBER;
  /** The page that was written last since the bootloader has begun with the first one. */
  #last: Page | undefined;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Asks twice, for the first question may be taken for the rest of a frame that lost bytes. */
  async sync(patience: number): Promise<void> {
    const ask = (): Promise<unknown> => {
      this.#number = FIRST_NUMBER;
      return this.#command([SIGN_ON], SIGN_ON_ANSWER, patience / 2);
    };
    await ask().catch((error) => {
      if (!(error instanceof Misheard)) throw error;
      return ask();
    });
  }

  async signature(): Promise<Uint8Array> {
    await this.#command([ENTER_PROGRAMMING, ...ENTER_TIMES], 0);
    const bytes: number[] = [];
    for (const place of [0, 1, 2]) {
      const answer = await this.#command([SPI_MULTI, 4, 4, 0, READ_SIGNATURE, 0, place, 0], 5);
      bytes.push(answer[3]!);
    }
    return Uint8Array.from(bytes);
  }

  async write(page: Page): Promise<void> {
    const { address, data } = page;
    if (address === 0) await this.#command([CHIP_ERASE, 0, 0, 0, 0, 0, 0], 0, USUAL_PATIENCE, () => true);
    else if (!this.#isNext(address)) throw new OutOfOrder();
    // Also when it comes to nothing: the same page may be tried again.
    this.#last = page;
    await this.#loadAddress(address);
    await this.#command([WRITE_PAGE, ...bigEndian(data.length), ...WRITE_MODES, ...data], 0);
  }

  async read({ address, data }: Page): Promise<Uint8Array> {
    await this.#loadAddress(address);
    const answer = await this.#command([READ_PAGE, ...bigEndian(data.length), READ_FLASH], data.length + 1);
    return answer.subarray(0, -1);
  }

  async leave(): Promise<void> {
    await this.#command([LEAVE_PROGRAMMING, ...LEAVE_TIMES], 0);
  }

  /** Or the last one again: its place is erased, or holds the same already. */
  #isNext(address: number): boolean {
    if (this.#last === undefined) return false;
    return address === this.#last.address || address === this.#last.address + this.#last.data.length;
  }

  /** Addresses count words of two bytes, the high half first. */
  async #loadAddress(address: number): Promise<void> {
    await this.#command([LOAD_ADDRESS, 0, 0, ...bigEndian(address / 2)], 0);
  }

  /** What follows the status in an answer. */
  async #command(
    body: readonly number[],
    length: number,
    patience = USUAL_PATIENCE,
    accepts = (status: number): boolean => status === OK,
  ): Promise<Uint8Array> {
    const frame = [START, this.#number, ...bigEndian(body.length), TOKEN, ...body];
    const head = [START, this.#number, ...bigEndian(length + 2), TOKEN, body[0]];
    const answer = await this.#line.ask([...frame, xor(frame)], head.length + length + 2, patience);
    if (answer === undefined) throw new Misheard("the bootloader is silent");
    if (xor(answer) !== 0 || head.some((byte, at) => byte !== answer[at]))
      throw new Misheard("the bootloader's answer is garbled");
    if (!accepts(answer[head.length]!)) throw new Misheard("the bootloader refuses");
    this.#number = (this.#number + 1) % 256;
    return answer.subarray(head.length + 1, -1);
  }
}

const bigEndian = (value: number): readonly number[] => [Math.floor(value / 256), value % 256];
const xor = (bytes: Iterable<number>): number => Array.from(bytes).reduce((sum, byte) => sum ^ byte, 0);
