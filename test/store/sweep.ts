import type { CrashFs, CrashOptions } from "../support/crash-fs.ts";

/** Something that writes to a disk. It calls `acknowledge` whenever it promises that what it did will last. */
export type Operation = (fs: CrashFs, acknowledge: (what: string) => void) => Promise<void>;

export interface Sweep {
  /** A disk to begin with; its parts must be durable. */
  readonly base: CrashFs;
  readonly operate: Operation;
  /** What the next start does before anything else. */
  readonly recover?: Operation;
  /** A word for what a restart finds on a disk, after recovery; `acknowledged` is what had been promised before the cut. */
  judge(disk: CrashFs, acknowledged: readonly string[]): Promise<string>;
  readonly options?: CrashOptions;
}

export interface Findings {
  /** Calls of the operation; the power is cut before each of them and after the last. */
  readonly steps: number;
  /** Disks that a cut of the operation left. */
  disks: number;
  /** Disks that a second cut, during the recovery from the first, left. */
  nested: number;
  readonly verdicts: Record<string, number>;
}

async function runUntilCut(fs: CrashFs, operate: Operation): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  try {
    await operate(fs, (what) => acknowledged.push(what));
  } catch (error) {
    if (!fs.powerIsCut) throw error;
  }
  return acknowledged;
}

async function* cutEverywhere(base: CrashFs, operate: Operation, options: CrashOptions = {}) {
  for (let cutAt = 0; ; cutAt++) {
    const fs = base.restarted({ ...options, cutAt });
    const acknowledged = await runUntilCut(fs, operate);
    for (const disk of fs.images()) yield { disk, acknowledged };
    if (!fs.powerIsCut) return;
  }
}

/** Cuts the power before every call, looks at every disk that can be left, and does it again during each recovery. */
export async function sweep({ base, operate, recover, judge, options = {} }: Sweep): Promise<Findings> {
  const dry = base.restarted(options);
  await operate(dry, () => {});
  const findings: Findings = { steps: dry.calls.length, disks: 0, nested: 0, verdicts: {} };
  const look = async (disk: CrashFs, acknowledged: readonly string[]) => {
    const fs = disk.restarted(options);
    await recover?.(fs, () => {});
    const verdict = await judge(fs, acknowledged);
    findings.verdicts[verdict] = (findings.verdicts[verdict] ?? 0) + 1;
  };
  for await (const { disk, acknowledged } of cutEverywhere(base, operate, options)) {
    findings.disks++;
    await look(disk, acknowledged);
    if (recover === undefined) continue;
    for await (const second of cutEverywhere(disk, recover, options)) {
      findings.nested++;
      await look(second.disk, [...acknowledged, ...second.acknowledged]);
    }
  }
  return findings;
}
