export { AT_FIRST, after, type Context } from "./context.ts";
export { nearestPhrases } from "./nearest.ts";
export { readSentence } from "./read-sentence.ts";
export { PARAMETERS, PHRASES } from "./table.ts";
