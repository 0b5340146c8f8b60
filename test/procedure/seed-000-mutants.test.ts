import { describe, expect, it } from "vitest";
import { MUTANTS, mutant } from "./mutants.ts";
import { failures, read, rehearsed } from "./rehearsal.ts";

describe("the procedure of seed 000, wrong in one place", () => {
  it.each(MUTANTS)("fails with $name", async ({ from, to, step, says, did }) => {
    const found = failures(await rehearsed(read(mutant(from, to))));
    const here = found.filter((failure) => failure.startsWith(`step ${step}, `));
    expect(found.filter((failure) => Number(failure[5]) < step)).toEqual([]);
    expect(here.join("\n")).toContain(says);
    expect(here.join("\n")).toContain(did);
  });

  it("is wrong in more than twenty ways", () => {
    expect(new Set(MUTANTS.map(({ from, to }) => mutant(from, to))).size).toBeGreaterThan(20);
  });
});
