import type { Millis } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import { type Fault, isHouseholdFault } from "../runtime/faults.ts";
import { HOUSEHOLD_FAULTS } from "../runtime/household/faults.ts";
import { householdFault } from "../runtime/household/kinds.ts";
import type { Snapshot } from "../runtime/snapshot.ts";
import { wireFault } from "../runtime/wire-faults.ts";
import type { Answer } from "./protocol.ts";

interface Details {
  readonly delay: Millis;
  readonly period: Millis;
  readonly chance: number;
  readonly seed: number;
}

/** A fault, and what of it is not as usual. */
export function faultWords(fault: Fault): string {
  const usual = isHouseholdFault(fault) ? householdFault(fault.kind) : wireFault(fault.kind);
  const unusual = <K extends keyof Details>(name: K, words: (value: Details[K]) => string): string[] => {
    const value = (fault as Partial<Details>)[name];
    return value === undefined || value === (usual as Partial<Details>)[name]
      ? []
      : [`${name} ${words(value)}`];
  };
  const details = [
    ...unusual("delay", spanText),
    ...unusual("period", spanText),
    ...unusual("chance", String),
    ...unusual("seed", String),
  ];
  return details.length === 0 ? fault.kind : `${fault.kind} (${details.join(", ")})`;
}

type Faulty = Pick<Snapshot, "faults" | "household">;

/** All in force, in the house and on the wire. */
export function faultsText({ household: { faults, plan }, faults: wire }: Faulty): string {
  const planned = plan === null ? [] : [faultWords({ kind: "random", ...plan })];
  return [...faults, ...planned, ...wire.map(faultWords)].join("; ") || "none";
}

/** The same, with what each in the house is, and what helps against it. */
export function answerFaults({ household, faults }: Faulty): Answer {
  const known = household.faults.map((kind) => {
    const { is, cures } = HOUSEHOLD_FAULTS[kind];
    return { kind, is, remedies: cures };
  });
  const lines = known.map(({ kind, is, remedies }) => `${kind}: ${is} Try ${remedies.join(" or ")}.`);
  return {
    ok: true,
    message: [`Faults: ${faultsText({ household, faults })}.`, ...lines].join("\n"),
    result: { faults, household: known, plan: household.plan },
  };
}
