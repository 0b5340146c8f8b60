import { PROFILES } from "../../config/profiles.ts";
import { printable } from "../../log.ts";
import { newArticle } from "../../procedure/new/new-article.ts";
import type { Io } from "../io.ts";
import { type Given, howToCheck } from "./options.ts";

/** Prints an article that is right for a make. @throws UsageError where it has no reset */
export async function newProcedure(given: Given, { out, directory }: Io): Promise<void> {
  const { profile = PROFILES[0]! } = await howToCheck(given, directory);
  out(printable(await newArticle(profile, undefined, given.profile)));
}
