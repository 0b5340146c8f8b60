// plugbench/testing: a plug on a bench, and matchers for what it shows and publishes.
export type { ColorName, Profile } from "../../firmware-sim/index.ts";
export type { Command, Outcome } from "../runtime/command.ts";
export type { Episode, LampEdge, LampSpan, Look } from "../seen/lamp.ts";
export { openBench as bench } from "./bench.ts";
export type { Bench, BenchBoard, BenchOptions, Published, Span } from "./bench-port.ts";
export { matchers } from "./matchers/index.ts";
export type { BlinkOptions, ShowOptions } from "./matchers/light.ts";
export type { MatcherContext, MatcherResult, Within } from "./matchers/matcher.ts";
export type { PayloadMatch } from "./matchers/payload.ts";
export type { PublishedOptions } from "./matchers/published.ts";
export { type Seen, watch } from "./matchers/seen.ts";
export type { PlugMatchers } from "./matchers/types.ts";
export type { LightWords } from "./matchers/wanted.ts";
export type { Start } from "./start.ts";
