import { expect, it } from "vitest";
import { BenchSubject } from "../../src/procedure/perform/bench-subject.ts";
import { openBench } from "../../src/testing/bench.ts";

it("takes a move for done when it began, so that nothing that came of it is earlier", async () => {
  const bench = await openBench();
  const press = bench.press.bind(bench);
  // As in real time: the lamp may have answered before the hand is looked at again.
  bench.press = async () => {
    await press();
    await bench.advance(20);
  };
  const subject = new BenchSubject(bench);
  await bench.advance(500);
  await subject.do({ do: "press", button: "action" });
  expect([subject.moved, subject.now]).toEqual([500, 520]);
  await subject.close();
});
