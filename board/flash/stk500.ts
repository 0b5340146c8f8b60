import { type Bootloader, Misheard, USUAL_PATIENCE } from "./bootloader.ts";
import type { Line } from "./line.ts";
import type { Page } from "./pages.ts";

// The words of STK500 version 1 (Atmel's application note AVR061) that the bootloaders of Uno and Nano know.
const GET_SYNC = 0x30;
const LEAVE_PROGRAMMING = 0x51;
const LOAD_ADDRESS = 0x55;
const WRITE_PAGE = 0x64;
const READ_PAGE = 0x74;
const READ_SIGNATURE = 0x75;
const OF_FLASH = 0x46;
const END_OF_COMMAND = 0x20;
const IN_SYNC = 0x14;
const OK = 0x10;

/** Writes any page at any time. */
export class Stk500 implements Bootloader {
  readonly #line: Line;

  constructor(line: Line) {
    this.#line = line;
  }

  async sync(patience: number): Promise<void> {
    await this.#command([GET_SYNC], 0, patience);
  }

  signature(): Promise<Uint8Array> {
    return this.#command([READ_SIGNATURE], 3);
  }

  async write({ address, data }: Page): Promise<void> {
    await this.#loadAddress(address);
    await this.#command([WRITE_PAGE, ...bigEndian(data.length), OF_FLASH, ...data], 0);
  }

  async read({ address, data }: Page): Promise<Uint8Array> {
    await this.#loadAddress(address);
    return this.#command([READ_PAGE, ...bigEndian(data.length), OF_FLASH], data.length);
  }

  async leave(): Promise<void> {
    await this.#command([LEAVE_PROGRAMMING], 0);
  }

  /** Addresses count words of two bytes, the low half first. */
  async #loadAddress(address: number): Promise<void> {
    const word = address / 2;
    await this.#command([LOAD_ADDRESS, word % 256, Math.floor(word / 256)], 0);
  }

  /** What is between the two marks of an answer. */
  async #command(bytes: readonly number[], length: number, patience = USUAL_PATIENCE): Promise<Uint8Array> {
    const answer = await this.#line.ask([...bytes, END_OF_COMMAND], length + 2, patience);
    if (answer === undefined) throw new Misheard("the bootloader is silent");
    if (answer[0] !== IN_SYNC || answer.at(-1) !== OK)
      throw new Misheard("the bootloader's answer is garbled");
    return answer.subarray(1, -1);
  }
}

const bigEndian = (length: number): readonly number[] => [Math.floor(length / 256), length % 256];
