import { expect, it } from "vitest";
import { echo, millis } from "../../firmware-sim/index.ts";
import { answerButtons } from "../../src/control/buttons.ts";
import { hold } from "../../src/control/hold.ts";
import { onlineBench } from "../support/host-bench.ts";

it("several buttons of which one cannot be pressed are all up afterwards", async () => {
  const { host, board } = await onlineBench({ profile: echo });
  const buttons = ["mic-off", "volume-down", "action"];
  board.lose();
  expect(answerButtons(host, { do: "press", buttons })).toMatchObject({ ok: false, code: "board_offline" });
  expect(host.snapshot.otherButtons).toEqual([]);
  board.comeBack();
  expect(answerButtons(host, { do: "press", buttons })).toMatchObject({ ok: true });
  expect(host.snapshot).toMatchObject({ otherButtons: ["mic-off", "volume-down"], button: "down" });
});

it.each([
  ["the Action button", undefined],
  ["a combination", ["mic-off", "volume-down"]],
])("%s of a plug without power is said not to have counted", async (_, buttons) => {
  const { host, clock } = await onlineBench({ profile: echo });
  host.command({ do: "power", to: "off" });
  const request = { do: "hold", ms: millis(500), ...(buttons === undefined ? {} : { buttons }) } as const;
  const answer = hold(host, clock, request, new AbortController().signal);
  await clock.advance(3000);
  expect(await answer).toMatchObject({ ok: true, message: expect.stringContaining("did not count") });
});
