import { type Cancel, type Clock, type Instant, instant } from "../../firmware-sim/index.ts";

/** The machine's time; `speed` 4 makes a second of it last 250 ms. */
export function wallClock(speed = 1): Clock {
  const start = performance.now();
  const now = (): Instant => instant(Math.floor((performance.now() - start) * speed));
  return {
    now,
    wakeAt(at: Instant, wake: () => void): Cancel {
      let timer: NodeJS.Timeout;
      const sleep = (): void => {
        const left = at - now();
        if (left <= 0) wake();
        else timer = setTimeout(sleep, Math.ceil(left / speed));
      };
      timer = setTimeout(sleep, Math.max(0, Math.ceil((at - now()) / speed)));
      return () => clearTimeout(timer);
    },
  };
}
