/** The board did not get its firmware: why, what it holds now, and what to do next are in the message. */
export class FlashError extends Error {
  override readonly name = "FlashError";
  readonly code: FlashErrorCode;
  constructor(code: FlashErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type FlashErrorCode =
  /** Nothing on the line speaks the bootloader's language. */
  | "no_bootloader"
  /** Another chip than the firmware is made for; nothing was written. */
  | "wrong_chip"
  /** Too many bytes are lost on the line. */
  | "unreliable"
  /** A page reads back differently however often it is written. */
  | "mismatch"
  /** The port went away. */
  | "lost"
  /** Somebody asked to stop. */
  | "stopped";
