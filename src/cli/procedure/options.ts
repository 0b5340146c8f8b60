import { type Basis, millis, type Profile } from "../../../firmware-sim/index.ts";
import { parseDuration } from "../../config/duration.ts";
import { oneOf } from "../../config/one-of.ts";
import { parseProfile, soundProfile } from "../../config/profile-choice.ts";
import type { Observer } from "../../procedure/verdict.ts";
import { BENCH_BOARDS, type BenchBoard } from "../../testing/bench-port.ts";
import { STARTS, type Start } from "../../testing/start.ts";
import { UsageError } from "../../usage-error.ts";

/** What commander found on the command line of `procedure check` and `procedure render`. */
export interface Given {
  readonly profile?: string;
  readonly start?: string;
  readonly board?: string;
  readonly port?: string;
  readonly procedure?: string;
  readonly sweep?: true;
  readonly requireBasis?: string;
  readonly compare?: string;
  readonly report?: string;
  readonly json?: true;
  readonly observe?: true;
  readonly operator?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly reaction?: string;
}

/** How articles are checked; what is undefined is as the article says, or as usual. */
export interface HowToCheck {
  readonly profile: Profile | undefined;
  readonly start: Start | undefined;
  readonly board: BenchBoard;
  readonly port: string | undefined;
  /** The heading of the one that is meant. */
  readonly procedure: string | undefined;
  readonly sweep: boolean;
  readonly requireBasis: Basis | undefined;
  /** Boards on which it is done too, and compared; the first is what the others are compared with. */
  readonly compare: readonly [BenchBoard, ...BenchBoard[]] | undefined;
  /** Who looks at which real plug; undefined: it is done on a board. */
  readonly observer: Omit<Observer, "moves"> | undefined;
}

const BASES = ["documented", "third-party", "measured"] as const;

/** @throws UsageError that names the flag */
export async function howToCheck(given: Given, directory: string): Promise<HowToCheck> {
  const profile = flag("--profile", given.profile, (text) => parseProfile(text, directory));
  const board = flag("--board", given.board, (text) => oneOf(BENCH_BOARDS, text)) ?? "virtual";
  const compare = flag("--compare", given.compare, boardsIn);
  if (given.port !== undefined && ![board, ...(compare ?? [])].includes("arduino"))
    throw new UsageError("--port is of a real Arduino: add --board arduino, or leave it out.");
  return {
    profile: profile && (await soundProfile(profile)),
    start: flag("--start", given.start, (text) => oneOf(STARTS, text)),
    board,
    port: given.port,
    procedure: given.procedure,
    sweep: given.sweep === true,
    requireBasis: flag("--require-basis", given.requireBasis, (text) => oneOf(BASES, text)),
    compare,
    observer: given.observe === true ? observerIn(given) : noObserver(given),
  };
}

const OBSERVER_FLAGS = ["operator", "model", "serial", "firmware"] as const;
/** How late somebody marks what is seen, at most: assumed; a person who waits for a light takes 200 to 250 ms. */
const USUAL_REACTION = "300ms";

function observerIn(given: Given): HowToCheck["observer"] {
  const board = (["board", "port", "compare", "sweep", "requireBasis"] as const).find(
    (name) => given[name] !== undefined,
  );
  if (board !== undefined)
    throw new UsageError(
      "--observe is for a real plug: leave out --board, --port, --compare, --sweep and --require-basis.",
    );
  const missing = OBSERVER_FLAGS.filter((name) => (given[name] ?? "").trim() === "");
  if (missing.length > 0)
    throw new UsageError(
      `--observe names who looked at what: add ${missing.map((name) => `--${name} ${name.toUpperCase()}`).join(" ")}.`,
    );
  const { operator = "", model = "", serial = "", firmware = "" } = given;
  const reaction = flag("--reaction", given.reaction ?? USUAL_REACTION, (text) =>
    parseDuration(text, millis(5000)),
  )!;
  return { operator, model, serial, firmware, reaction };
}

function noObserver(given: Given): undefined {
  const lone = [...OBSERVER_FLAGS, "reaction" as const].find((name) => given[name] !== undefined);
  if (lone !== undefined)
    throw new UsageError(`--${lone} is of an observed plug: add --observe, or leave it out.`);
}

function boardsIn(given: string): readonly [BenchBoard, ...BenchBoard[]] {
  const [first, ...others] = new Set(given.split(",").map((name) => oneOf(BENCH_BOARDS, name.trim())));
  if (first === undefined || others.length === 0)
    throw new UsageError("takes two boards or more, separated by commas: virtual,emulated-uno.");
  return [first, ...others];
}

function flag<T>(name: string, given: string | undefined, read: (text: string) => T): T | undefined {
  if (given === undefined) return undefined;
  try {
    return read(given);
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
