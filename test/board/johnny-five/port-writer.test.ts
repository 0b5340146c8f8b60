import { beforeEach, expect, it } from "vitest";
import { PortWriter } from "../../../board/johnny-five/port-writer.ts";

let messages: number[][];
let ports: PortWriter;

beforeEach(() => {
  messages = [];
  ports = new PortWriter((message) => messages.push([...message]));
});

it("puts pins of one port into one message of three bytes", () => {
  ports.set(8, true);
  ports.set(11, true);
  ports.set(9, false);
  ports.flush();
  expect(messages).toEqual([[0x91, 0b1001, 0]]);
});

it("carries the eighth pin of a port in the third byte", () => {
  ports.set(7, true);
  ports.set(15, true);
  ports.flush();
  expect(messages).toEqual([
    [0x90, 0, 1],
    [0x91, 0, 1],
  ]);
});

it("writes only ports whose levels have changed", () => {
  ports.set(8, true);
  ports.set(3, false);
  ports.flush();
  messages.length = 0;
  ports.set(8, false);
  ports.set(8, true);
  ports.set(3, true);
  ports.flush();
  expect(messages).toEqual([[0x90, 0b1000, 0]]);
});

it("writes every port again after it was told to forget", () => {
  ports.set(8, true);
  ports.flush();
  ports.forget();
  ports.flush();
  expect(messages).toEqual([
    [0x91, 1, 0],
    [0x91, 1, 0],
  ]);
});
