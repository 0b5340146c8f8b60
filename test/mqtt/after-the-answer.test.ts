import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AfterTheAnswer } from "../../src/mqtt/link/after-the-answer.ts";

describe("what follows from a command", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is put off until the command is answered; the newest stands for all", () => {
    const done: number[] = [];
    const later = new AfterTheAnswer();
    const answer = later.during(() => {
      later.follow(() => done.push(1));
      later.follow(() => done.push(2));
      return "answer";
    });
    expect([answer, done, later.busy]).toEqual(["answer", [], true]);
    vi.runAllTimers();
    expect([done, later.busy]).toEqual([[2], false]);
  });

  it("is overtaken by what follows from anything else, which is done at once", () => {
    const done: number[] = [];
    const later = new AfterTheAnswer();
    expect(() =>
      later.during(() => {
        later.follow(() => done.push(1));
        throw new Error("a fault");
      }),
    ).toThrow("a fault");
    later.follow(() => done.push(2));
    vi.runAllTimers();
    expect([done, later.busy]).toEqual([[2], false]);
  });
});
