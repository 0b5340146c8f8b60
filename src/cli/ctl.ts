import * as v from "valibot";
import { spanText } from "../config/duration.ts";
import { readText } from "../config/read-file.ts";
import type { Settings } from "../config/settings.ts";
import { type Credentials, credentials, issueText, type Request } from "../control/protocol.ts";
import { printable } from "../log.ts";
import { UsageError } from "../usage-error.ts";
import { ask } from "./control/client.ts";
import type { ExitCode } from "./failure.ts";
import { visitPlug } from "./find-running.ts";
import type { Io } from "./io.ts";

/** An answer that needs no waiting must come within this, ms. */
const PATIENCE = 5000;
/** Set-up gives up by itself after a minute. */
const SETUP_PATIENCE = 70_000;
/** Seven days of a lamp that blinks took 4 s when measured; a broker that hangs can take 10 s more. */
const PASSING_PATIENCE = 300_000;

/**
 * Asks a running plug for something, and prints its answer.
 * @throws UsageError, Unreachable, StoreError
 */
export async function ctl(request: Request, settings: Settings, json: boolean, io: Io): Promise<ExitCode> {
  const socket = await visitPlug(settings, io.env);
  const wait = waitText(request);
  if (wait !== undefined && !json) io.err(`${wait}\n`);
  const answer = await ask(socket, request, patienceFor(request));
  if (json) io.out(`${JSON.stringify(answer.ok ? { ok: true, ...resultOf(answer.result) } : answer)}\n`);
  else if (answer.ok) io.out(`${printable(answer.message)}\n`);
  else io.err(`plugbench: not done (${printable(answer.code)}): ${printable(answer.message)}.\n`);
  return answer.ok ? 0 : 1;
}

const resultOf = (result: unknown): object => (typeof result === "object" && result !== null ? result : {});

/** How long an answer may take, ms. */
export function patienceFor(request: Request): number {
  if (request.do === "hold" || request.do === "wait") return request.ms + PATIENCE;
  if (request.do === "advance") return PASSING_PATIENCE;
  return request.do === "setup" ? SETUP_PATIENCE : PATIENCE;
}

function waitText(request: Request): string | undefined {
  if (request.do === "hold" && request.ms > 1000)
    return `Holding the button for ${spanText(request.ms)}; Ctrl-C lets it go.`;
  if (request.do === "wait" && request.ms > 1000)
    return `Waiting for ${request.for.what} ${request.for.is}, at most ${spanText(request.ms)}.`;
  return request.do === "setup" ? "Setting up: some 3 s." : undefined;
}

/**
 * Reads {"ssid", "password", "account"} from a file, or from standard input for "-".
 * @throws UsageError; no message repeats what was read
 */
export async function readCredentials(from: string, io: Io): Promise<Credentials> {
  const text = from === "-" ? await readStdin(io) : readText(from, "the credentials file");
  const place = from === "-" ? "standard input" : from;
  const form = '{"ssid": "…", "password": "…", "account": "…"}, the account being optional';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${place} is not JSON: write ${form}.`);
  }
  const result = v.safeParse(credentials, value);
  if (result.success) return result.output;
  throw new UsageError(`${place}: ${issueText(result.issues)}: write ${form}.`);
}

async function readStdin({ stdin }: Io): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stdin) {
    pieces.push(Buffer.from(piece));
    length += pieces.at(-1)!.length;
    if (length > 4096)
      throw new UsageError("standard input is longer than 4096 bytes: those are no credentials.");
  }
  return Buffer.concat(pieces).toString("utf8");
}
