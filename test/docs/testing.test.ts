import "../../src/testing/vitest.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { NOTICED, SOLID } from "../../src/seen/observer.ts";
import { bench } from "../../src/testing/index.ts";
import { PATIENCE } from "../../src/testing/matchers/matcher.ts";
import { failureOf } from "../testing/fake-bench.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/testing.md"), "utf8");

it("shows a failure as it is", async () => {
  const plug = await bench({ start: "boxed" });
  await plug.plugIn();
  const text = await failureOf(() => expect(plug).toShowSequence(["blinking red", "solid blue"]));
  await plug.close();
  const [, shown] = /```text\n([\s\S]*?)\n```/.exec(PAGE) ?? [];
  expect(shown).toBe(text);
});

it("names the matchers' numbers as they are", () => {
  expect(PAGE).toContain(`shorter than ${NOTICED} ms`);
  expect(PAGE).toContain(`solid is what stays so for ${SOLID / 1000} s`);
  expect(PAGE).toContain(`for ${PATIENCE / 1000} s or \`within\``);
});

it("names everything that a bench can do", async () => {
  const plug = await bench();
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(plug));
  await plug.close();
  const methods = own.filter((name) => !name.startsWith("#") && name !== "constructor");
  expect(methods.length).toBeGreaterThan(10);
  expect(methods.filter((name) => !new RegExp(`\\b${name}\\b`).test(PAGE))).toEqual([]);
});
