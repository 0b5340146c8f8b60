import { onTestFinished } from "vitest";
import { type Edge, GpiochipIo, type Level } from "../../../board/gpiochip-io/index.ts";
import { FakeKernel } from "./fake-gpiochip.ts";

/** Closes the io when the test has ended. */
export function closed(io: GpiochipIo): GpiochipIo {
  onTestFinished(() => io.close());
  return io;
}

/** An io on a chip that is not there, with every edge that it tells. */
export function opened(kernel = new FakeKernel()) {
  const io = closed(new GpiochipIo({ chip: "pinctrl-bcm2711" }, kernel));
  const edges: Edge[] = [];
  io.on("edge", (edge) => edges.push(edge));
  return { kernel, io, edges, MODES: io.MODES };
}

export const levels = (...pairs: [number, Level][]) => new Map(pairs);
