import { amazonSmartPlug, compile } from "../../../firmware-sim/index.ts";
import { CountedOutputs, WrittenOutputs } from "./outputs.ts";
import type { Rival } from "./rival.ts";
import { HOUR, tellHour } from "./story.ts";

export interface Speed {
  /** Of the outputs of the first hours: equal when two rivals are the same plug. */
  readonly digest: string;
  /** Plug-hours in a CPU-second. */
  readonly speed: number;
}

/** Told so often for the digest: enough for a state kept by mistake to show. */
const COMPARED = 3;
/** A program's life, in hours: its instants stay below 2^31 ms. */
const LIFE = 500;

/**
 * Runs `rival` for `seconds` of CPU time after a third of that to get warm.
 * @throws Error when it puts out less, or more, than it did for the digest
 */
export function measure(rival: Rival, seconds: number): Speed {
  const story = tellHour(compile(amazonSmartPlug));
  const written = new WrittenOutputs();
  const tell = rival(story, written);
  for (let hour = 0; hour < COMPARED; hour++) tell(HOUR * hour);
  const run = (span: number): number => {
    const outputs = new CountedOutputs();
    const begin = process.cpuUsage();
    let hours = 0;
    let spent = 0;
    while (spent < span) {
      const tellOn = rival(story, outputs);
      for (let hour = 0; hour < LIFE && spent < span; hour++) {
        tellOn(HOUR * hour);
        hours++;
        if (hour % 10 === 9) spent = secondsSince(begin);
      }
    }
    const wanted = (hours * written.count) / COMPARED;
    if (outputs.count !== wanted) throw new Error(`${outputs.count} outputs came, not ${wanted}`);
    return hours / spent;
  };
  run(seconds / 3);
  return { digest: written.digest, speed: run(seconds) };
}

function secondsSince(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}
