import { expect, it } from "vitest";
import { openVirtualBoard } from "../../../board/virtual/index.ts";
import { ManualClock } from "../../support/manual-clock.ts";

function open() {
  const clock = new ManualClock();
  const board = openVirtualBoard({ clock });
  const edges: [boolean, number][] = [];
  const news: string[] = [];
  board.onButtonEdge((down, at) => edges.push([down, at]));
  board.onLost((reason) => news.push(`lost: ${reason}`));
  board.onBack(() => news.push("back"));
  return { clock, board, edges, news };
}

it("reports each move of the finger once, with its instant", async () => {
  const { clock, board, edges } = open();
  board.finger.press();
  board.finger.press();
  await clock.advance(40);
  board.finger.release();
  expect(edges).toEqual([
    [true, 0],
    [false, 40],
  ]);
});

it("shows lamp and relay as last set", () => {
  const { board } = open();
  board.setLed("blue");
  board.setRelay(true);
  expect([board.lamp, board.relayClosed]).toEqual(["blue", true]);
});

it("goes dark when it is lost, drops writes, and comes back dark", () => {
  const { board, news } = open();
  board.setLed("red");
  board.setRelay(true);
  board.lose("pulled");
  board.lose("pulled again");
  board.setLed("blue");
  board.setRelay(true);
  board.comeBack();
  board.comeBack();
  expect(news).toEqual(["lost: pulled", "back"]);
  expect([board.lamp, board.relayClosed]).toEqual(["off", false]);
});

it("knows after its return that the button was pressed meanwhile, without an edge", async () => {
  const { board, edges } = open();
  board.lose();
  board.finger.press();
  expect(await board.readButton()).toBe(false);
  board.comeBack();
  expect(await board.readButton()).toBe(true);
  expect(edges).toEqual([]);
});

it("is dark and silent once closed", async () => {
  const { board, edges, news } = open();
  board.setRelay(true);
  await board.close();
  board.setRelay(true);
  board.finger.press();
  board.lose();
  board.comeBack();
  expect(board.relayClosed).toBe(false);
  expect([...edges, ...news]).toEqual([]);
});
