import { loadPinMap } from "../../../board/pins.ts";
import { openRaspberryPi } from "../../../board/raspberry-pi/index.ts";
import { instantOfMonotonic } from "../../../src/runtime/monotonic.ts";
import { systemClock } from "../../../src/runtime/system-clock.ts";

let edge = 0n;
const board = await openRaspberryPi({
  pins: loadPinMap("raspberry-pi"),
  clock: systemClock,
  dated: (ns) => {
    edge = ns;
    return instantOfMonotonic(ns);
  },
});
board.onButtonEdge(() => {
  const late = process.hrtime.bigint() - edge;
  process.stdout.write(`${late}\n`);
});
process.stdout.write("ready\n");
