import { toBlink, toShow, toShowSequence } from "./light.ts";
import { toHavePublished } from "./published.ts";

/** For `expect.extend(matchers)`. */
export const matchers = { toShow, toBlink, toShowSequence, toHavePublished };
