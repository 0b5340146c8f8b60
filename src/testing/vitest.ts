// plugbench/vitest: imported once, vitest's expect has the matchers of a plug.
import { expect } from "vitest";
import { matchers } from "./matchers/index.ts";
import type { PlugMatchers } from "./matchers/types.ts";

expect.extend(matchers);

declare module "vitest" {
  interface Matchers<T> extends PlugMatchers<T> {}
}
