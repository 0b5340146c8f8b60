import type { FsPort } from "../../src/store/fs-port.ts";
import { TwoSlotStore } from "../../src/store/two-slot-store.ts";
import { CrashFs } from "../support/crash-fs.ts";

export interface Numbered {
  readonly n: number;
  readonly filler?: string;
}

function parseNumbered(value: unknown): Numbered {
  if (typeof (value as Numbered).n !== "number") throw new Error("no number");
  return value as Numbered;
}

export const numberedStore = (fs: FsPort, directory = "/plug") =>
  new TwoSlotStore(fs, directory, parseNumbered);

/** A disk on which records 1 to `last` were saved in turn. */
export async function diskWith(last: number): Promise<CrashFs> {
  const fs = new CrashFs(["/plug"]);
  const store = numberedStore(fs);
  for (let n = 1; n <= last; n++) await store.save({ n });
  return fs.restarted();
}
