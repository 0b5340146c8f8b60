import { spanText } from "../../config/duration.ts";
import { type WireFault, wireFault } from "../../runtime/wire-faults.ts";

/** A fault, and what of it is not as usual. */
export function faultWords(fault: WireFault): string {
  const usual = wireFault(fault.kind);
  const { delay, period, chance, seed } = fault;
  const details = [
    delay === usual.delay ? [] : `delay ${spanText(delay)}`,
    period === usual.period ? [] : `period ${spanText(period)}`,
    chance === usual.chance ? [] : `chance ${chance}`,
    seed === usual.seed ? [] : `seed ${seed}`,
  ].flat();
  return details.length === 0 ? fault.kind : `${fault.kind} (${details.join(", ")})`;
}

export const faultsText = (faults: readonly WireFault[]): string =>
  faults.map(faultWords).join("; ") || "none";
