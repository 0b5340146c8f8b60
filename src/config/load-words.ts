import {
  LOAD_LIMITS,
  LOAD_NAMES,
  type Load,
  type LoadStep,
  loadNamed,
  type Millis,
  millis,
  OWN_LOAD,
} from "../../firmware-sim/index.ts";
import { UsageError } from "../usage-error.ts";
import { parseDuration, spanText } from "./duration.ts";
import { didYouMean } from "./suggest.ts";

const WATTS = /^(\d+(?:\.\d+)?)W$/i;

/**
 * A named load, W such as "60W", or W and spans by turns, such as "1500W 4m 60W 1h"; null for "none".
 * @throws UsageError
 */
export function parseLoad(words: readonly string[], repeats: boolean): Load | null {
  const [first = "", ...rest] = words;
  if (rest.length === 0) {
    if (repeats) throw new UsageError("--repeat is for a load in steps, such as 1500W 4m 0W 10m.");
    return WATTS.test(first) ? { name: OWN_LOAD, kind: "steady", watts: wattsOf(first) } : named(first);
  }
  if (words.length % 2 === 1)
    throw new UsageError(`how long does ${words.at(-1)} last? Write a span after each W: 1500W 4m 60W 1h.`);
  if (words.length > 2 * LOAD_LIMITS.steps)
    throw new UsageError(`a load has at most ${LOAD_LIMITS.steps} steps; these are ${words.length / 2}.`);
  const steps: LoadStep[] = [];
  for (let i = 0; i < words.length; i += 2)
    steps.push({ watts: wattsOf(words[i]!), for: spanOf(words[i + 1]!) });
  return { name: OWN_LOAD, kind: "steps", steps, repeats };
}

/** For people: the name of a load that has one, else its W. */
export function loadText(load: Load): string {
  if (load.name !== OWN_LOAD) return load.name;
  if (load.kind === "steady") return `${load.watts} W`;
  const steps = load.steps.map(({ watts, for: span }) => `${watts} W for ${spanText(span)}`).join(", then ");
  return load.repeats ? `${steps}, over and over` : steps;
}

function named(name: string): Load | null {
  const load = loadNamed(name);
  if (load !== undefined) return load;
  throw new UsageError(
    `there is no load ${JSON.stringify(name)}.${didYouMean(name, LOAD_NAMES)} There is: ${LOAD_NAMES.join(", ")}; or write W, such as 60W.`,
  );
}

function wattsOf(text: string): number {
  const [, number] = WATTS.exec(text) ?? [];
  if (number === undefined) throw new UsageError(`${JSON.stringify(text)} is no power: write it as 60W.`);
  const watts = Number(number);
  if (watts <= LOAD_LIMITS.watts) return watts;
  throw new UsageError(`${text} is too much: at most ${LOAD_LIMITS.watts}W.`);
}

function spanOf(text: string): Millis {
  const span = parseDuration(text, LOAD_LIMITS.span);
  if (span >= LOAD_LIMITS.shortest) return millis(span);
  throw new UsageError(`${text} is too short for a step: at least ${LOAD_LIMITS.shortest}ms.`);
}
