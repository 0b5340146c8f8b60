import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** One file of the page, as it goes over the wire. */
export interface PageFile {
  readonly type: string;
  readonly tag: string;
  /** Its name holds a digest of what is in it, so it never changes. */
  readonly isFinal: boolean;
  as(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** By path, "/" being index.html. What is not in here is not served, whatever a path says. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

/** Reads all files of the built page; none where it was not built. */
export async function readPageFiles(directory: string): Promise<PageFiles> {
  const served = (await entriesIn(directory)).filter((entry) => extname(entry) in TYPES);
  const files = served.map(async (entry) => {
    const path = `/${entry.replaceAll("\\", "/")}`;
    const content = await readFile(join(directory, entry));
    const file = pageFile(TYPES[extname(entry)]!, content, path.startsWith("/assets/"));
    return [path === "/index.html" ? "/" : path, file] as const;
  });
  return new Map(await Promise.all(files));
}

async function entriesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory, { recursive: true, encoding: "utf8" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

export function pageFile(type: string, content: Uint8Array, isFinal: boolean): PageFile {
  const bytes = new Uint8Array(content);
  const made = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    type,
    tag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    isFinal,
    as(encoding) {
      const known = made.get(encoding) ?? encoded(bytes, encoding);
      made.set(encoding, known);
      return known;
    },
  };
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
// The highest takes a second for a page of this size; this one a tenth, for some 5 % more bytes.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** On a worker thread, when it is first asked for: a plug without readers pays nothing. */
async function encoded(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === "identity") return bytes;
  return new Uint8Array(encoding === "br" ? await brotli(bytes, BROTLI) : await zip(bytes));
}

/** The best of what a browser says it takes. */
export function encodingFor(accepted: string | undefined): Encoding {
  const names = (accepted ?? "").split(",").map((each) => each.trim().toLowerCase());
  return ENCODINGS.find((encoding) => names.includes(encoding)) ?? "identity";
}
