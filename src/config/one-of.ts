import { UsageError } from "../usage-error.ts";
import { didYouMean } from "./suggest.ts";

/**
 * The one of `words` that was given. `what`: what they are the only ones of, such as "remedy".
 * @throws UsageError with all that there are
 */
export function oneOf<const T extends string>(words: readonly T[], given: string, what?: string): T {
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  const [text, meant, all] = [JSON.stringify(given), didYouMean(given, words), words.join(", ")];
  throw new UsageError(
    what === undefined
      ? `${text} is not one of ${all}.${meant}`
      : `${text} is no ${what}.${meant} There is ${all}.`,
  );
}
