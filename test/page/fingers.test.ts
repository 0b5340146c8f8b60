import { beforeEach, describe, expect, it } from "vitest";
import type { Answer, Request } from "../../src/control/protocol.ts";
import { Fingers } from "../../src/page/plug/fingers.ts";

const YES: Answer = { ok: true, message: "" };
const NOBODY: Answer = { ok: false, code: "no_answer", message: "gone" };
const NO: Answer = { ok: false, code: "forbidden", message: "no" };

let asked: string[];
let answers: Answer[];
let waiting: ((answer: Answer) => void)[];
let fingers: Fingers;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const words = (request: Request): string =>
  "buttons" in request ? `${request.do} ${request.buttons}` : request.do;

beforeEach(() => {
  asked = [];
  answers = [];
  waiting = [];
  fingers = new Fingers({
    ask: (request) => {
      asked.push(words(request));
      return Promise.resolve(answers.shift() ?? YES);
    },
    sleep: () => settled(),
    changed: () => {},
  });
});

describe("fingers on the page's buttons", () => {
  it("press once and let go once, however often the browser says so", async () => {
    fingers.press("action");
    fingers.press("action");
    expect(fingers.holds("action")).toBe(true);
    fingers.release("action");
    fingers.release("action");
    await settled();
    expect(asked).toEqual(["press", "release"]);
    expect(fingers.holds("action")).toBe(false);
  });

  it("let go only after the press was answered, so that one cannot overtake the other", async () => {
    const slow = new Fingers({
      ask: (request) => {
        asked.push(words(request));
        return new Promise((resolve) => waiting.push(resolve));
      },
      sleep: () => settled(),
      changed: () => {},
    });
    slow.press("action");
    slow.release("action");
    await settled();
    expect(asked).toEqual(["press"]);
    waiting[0]?.(YES);
    await settled();
    expect(asked).toEqual(["press", "release"]);
  });

  it("say that they let go until somebody answers", async () => {
    answers = [YES, NOBODY, NOBODY, YES];
    fingers.press("action");
    fingers.release("action");
    for (let i = 0; i < 10; i++) await settled();
    expect(asked).toEqual(["press", "release", "release", "release"]);
  });

  it("do not say it again when it was refused", async () => {
    answers = [YES, NO];
    fingers.press("action");
    fingers.release("action");
    for (let i = 0; i < 5; i++) await settled();
    expect(asked).toEqual(["press", "release"]);
  });

  it("hold nothing after a press that was refused, and let go of what may be down all the same", async () => {
    answers = [NOBODY];
    fingers.press("action");
    await settled();
    expect(fingers.holds("action")).toBe(false);
    expect(asked).toEqual(["press", "release"]);
    fingers.release("action");
    await settled();
    expect(asked).toEqual(["press", "release"]);
  });

  it("hold the make's other buttons by name, and let go of all at once", async () => {
    fingers.press("mic-off");
    fingers.press("volume-down");
    fingers.releaseAll();
    await settled();
    expect(asked).toEqual(["press mic-off", "press volume-down", "release mic-off", "release volume-down"]);
  });
});
