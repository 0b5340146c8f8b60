import type { ErrorCode } from "../../runtime/command.ts";

/** Bytes of a command, at most. */
const MAX_BYTES = 4096;
/** Objects and lists inside one another, at most. */
const MAX_DEPTH = 4;

/** A command that is not obeyed. The message is sent to others: it repeats nothing of the payload, which may hold a secret. */
export class BadCommand extends Error {
  override readonly name = "BadCommand";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** @throws BadCommand */
export function textOf(payload: Uint8Array): string {
  if (payload.length > MAX_BYTES) {
    throw new BadCommand("too_large", `${payload.length} bytes are more than the ${MAX_BYTES} of a command`);
  }
  try {
    return utf8.decode(payload).trim();
  } catch {
    throw new BadCommand("bad_value", "the payload is not UTF-8 text");
  }
}

/** @throws BadCommand */
export function jsonOf(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) {
    throw new BadCommand("bad_json", `more than ${MAX_DEPTH} objects or lists inside one another`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCommand("bad_json", "the payload is not JSON");
  }
}

/** How deep the brackets of a JSON text go; brackets inside its strings do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '"') inString = !inString;
    else if (inString && char === "\\") i++;
    else if (!inString && "[{".includes(char)) deepest = Math.max(deepest, ++depth);
    else if (!inString && "]}".includes(char)) depth--;
  }
  return deepest;
}
