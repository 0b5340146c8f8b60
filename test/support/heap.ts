import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of live objects, after everything else was collected. */
export function liveHeap(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
