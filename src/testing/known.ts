import { oneOf } from "../config/one-of.ts";

/** For tests without types: a misspelt option would ask for less than is meant. @throws UsageError */
export function known<T extends object>(options: T, names: readonly (keyof T & string)[]): void {
  for (const name of Object.keys(options)) oneOf(names, name, "option");
}
