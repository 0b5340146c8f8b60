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

/**
 * A page takes 12 ms on the wire at 115,200 baud and 9 ms in the chip; the rest is for slow machines. Shorter than the 1 s
 * without a byte after which the bootloader gives up.
 */
const USUAL_PATIENCE = 500;

/** A command was not answered as it should be: bytes were lost, or the bootloader has gone. */
export class Misheard extends Error {}

/** @throws Misheard */
export async function sync(line: Line, patience = USUAL_PATIENCE): Promise<void> {
  await command(line, [GET_SYNC], 0, patience);
}

/** Three bytes that tell which chip it is. @throws Misheard */
export const readSignature = (line: Line): Promise<Uint8Array> => command(line, [READ_SIGNATURE], 3);

/** @throws Misheard */
export async function writePage(line: Line, { address, data }: Page): Promise<void> {
  await loadAddress(line, address);
  await command(line, [WRITE_PAGE, ...bigEndian(data.length), OF_FLASH, ...data], 0);
}

/** What the chip holds where this page lies. @throws Misheard */
export async function readPage(line: Line, { address, data }: Page): Promise<Uint8Array> {
  await loadAddress(line, address);
  return command(line, [READ_PAGE, ...bigEndian(data.length), OF_FLASH], data.length);
}

/** The bootloader starts the program. @throws Misheard */
export async function leave(line: Line): Promise<void> {
  await command(line, [LEAVE_PROGRAMMING], 0);
}

/** Addresses count words of two bytes, the low half first. */
async function loadAddress(line: Line, address: number): Promise<void> {
  const word = address / 2;
  await command(line, [LOAD_ADDRESS, word % 256, Math.floor(word / 256)], 0);
}

const bigEndian = (length: number): readonly number[] => [Math.floor(length / 256), length % 256];

/** What is between the two marks of an answer. */
async function command(
  line: Line,
  bytes: readonly number[],
  length: number,
  patience = USUAL_PATIENCE,
): Promise<Uint8Array> {
  const answer = await line.ask([...bytes, END_OF_COMMAND], length + 2, patience);
  if (answer === undefined) throw new Misheard("the bootloader is silent");
  if (answer[0] !== IN_SYNC || answer.at(-1) !== OK) throw new Misheard("the bootloader's answer is garbled");
  return answer.subarray(1, -1);
}
