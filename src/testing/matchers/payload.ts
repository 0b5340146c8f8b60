import type { Published } from "../bench-port.ts";
import type { MatcherContext } from "./matcher.ts";

/**
 * What a payload must be: the text itself, text in which the expression is found, JSON that has what the object has (as in
 * `toMatchObject`; `expect.any(Number)` and its like may stand in it), or what the function says yes to.
 */
export type PayloadMatch =
  | string
  | RegExp
  | Readonly<Record<string, unknown>>
  | readonly unknown[]
  | ((payload: string, message: Published) => boolean);

/** For people: `with the payload "on"`. */
export function payloadWords(match: PayloadMatch): string {
  if (typeof match === "string") return `with the payload ${JSON.stringify(match)}`;
  if (match instanceof RegExp) return `with a payload that matches ${match}`;
  if (typeof match === "function") return "with a payload that the function takes";
  return `with JSON that has ${JSON.stringify(match, legible)}`;
}

/** `expect.any(Number)` and its like have no JSON. */
function legible(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("asymmetricMatch" in value)) return value;
  const named = value as { toAsymmetricMatcher?(): string };
  return named.toAsymmetricMatcher?.() ?? String(value);
}

export function payloadFits(
  { equals, utils }: MatcherContext,
  match: PayloadMatch | undefined,
  message: Published,
): boolean {
  const { payload } = message;
  if (match === undefined) return true;
  if (typeof match === "string") return payload === match;
  if (match instanceof RegExp) return payload.search(match) >= 0;
  if (typeof match === "function") return match(payload, message);
  const json = parsed(payload);
  return json !== undefined && equals(json, match, [utils.subsetEquality]);
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
