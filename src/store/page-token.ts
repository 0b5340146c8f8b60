import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { errnoOf, type FsPort } from "./fs-port.ts";
import { replaceFile } from "./replace-file.ts";
import { refusal } from "./store-error.ts";

const NAME = "page-token";
/** 128 bits, which nobody guesses. */
const BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/**
 * The token that lets a browser look at a plug and ask it, kept in the plug's directory for its user alone. Made on the first
 * start, and made anew when it cannot be read any more: then the page is opened with the new address.
 * @throws StoreError
 */
export async function loadPageToken(fs: FsPort, directory: string): Promise<string> {
  const kept = await readToken(fs, directory);
  if (kept !== undefined) return kept;
  const made = randomBytes(BYTES).toString("base64url");
  await replaceFile(fs, directory, NAME, `${NAME}.tmp`, new TextEncoder().encode(`${made}\n`));
  return made;
}

async function readToken(fs: FsPort, directory: string): Promise<string | undefined> {
  const path = join(directory, NAME);
  try {
    const text = new TextDecoder().decode(await fs.read(path, 64)).trim();
    return TOKEN.test(text) ? text : undefined;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw refusal("read", path, error);
  }
}
