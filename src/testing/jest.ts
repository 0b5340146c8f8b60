// plugbench/jest: imported once, jest's expect has the matchers of a plug.
import type {} from "expect";
import { matchers } from "./matchers/index.ts";
import type { PlugMatchers } from "./matchers/types.ts";

const { expect } = globalThis as { readonly expect?: { extend(more: typeof matchers): void } };
if (expect === undefined)
  throw new Error(
    "plugbench/jest found no global expect: import it in a test of jest; with injectGlobals off, expect.extend(matchers) of plugbench/testing instead.",
  );
expect.extend(matchers);

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T> extends PlugMatchers<T, R> {}
}

declare global {
  // Those of @types/jest.
  namespace jest {
    interface Matchers<R, T> extends PlugMatchers<T, R> {}
  }
}
