import type { Page } from "./pages.ts";

/** The program on a chip that takes another one over the serial line. Each word to it may end in Misheard. */
export interface Bootloader {
  sync(patience: number): Promise<void>;
  /** Three bytes that tell which chip it is. */
  signature(): Promise<Uint8Array>;
  /** @throws OutOfOrder */
  write(page: Page): Promise<void>;
  /** What the chip holds where this page lies. */
  read(page: Page): Promise<Uint8Array>;
  /** It starts the program. */
  leave(): Promise<void>;
}

/**
 * A page takes 12 to 25 ms on the wire at 115,200 baud and 9 ms in the chip; the rest is for slow machines. Shorter than the 1 s
 * without a byte after which the first bootloader gives up.
 */
export const USUAL_PATIENCE = 500;

/** A command was not answered as it should be: bytes were lost, or the bootloader has gone. */
export class Misheard extends Error {}

/** This bootloader can write the page only after all before it. */
export class OutOfOrder extends Error {}
