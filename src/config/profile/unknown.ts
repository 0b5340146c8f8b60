import { didYouMean } from "../suggest.ts";
import type { Fault } from "./faults.ts";

/** A fault if `name` is none of `names`. */
export function unknown(
  path: string,
  kind: string,
  name: string,
  names: readonly string[],
): readonly Fault[] {
  if (names.includes(name)) return [];
  const known = names.length === 0 ? "There is none" : `There is ${names.join(", ")}`;
  return [{ path, what: `there is no ${kind} "${name}".${didYouMean(name, names)} ${known}` }];
}

/** A fault for each name that was there before. */
export const repeated = (path: string, names: readonly string[]): readonly Fault[] =>
  names.flatMap((name, i) =>
    names.indexOf(name) < i
      ? [{ path: `${path}[${i}]`, what: `"${name}" is ${path}[${names.indexOf(name)}] already` }]
      : [],
  );
