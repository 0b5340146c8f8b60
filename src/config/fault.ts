import { type Millis, millis } from "../../firmware-sim/index.ts";
import type { Command } from "../runtime/command.ts";
import { HOUSEHOLD_WISHES, householdFault, REMEDIES, type Remedy } from "../runtime/household/kinds.ts";
import {
  WIRE_FAULT_KINDS,
  WIRE_FAULT_LIMITS,
  type WireFaultKind,
  wireFault,
} from "../runtime/wire-faults.ts";
import { UsageError } from "../usage-error.ts";
import { parseDuration, spanText } from "./duration.ts";
import { oneOf } from "./one-of.ts";
import { didYouMean } from "./suggest.ts";

export type FaultCommand = Extract<Command, { do: "fault" }>;

/** What can be said of a fault beside its kind, as a user writes it. */
export const FAULT_DETAILS = ["for", "delay", "period", "chance", "seed"] as const;
export type FaultDetail = (typeof FAULT_DETAILS)[number];
export type FaultTexts = Readonly<Partial<Record<FaultDetail, string>>>;

export const FAULT_FORM = "KIND[,delay=2s][,period=2s][,chance=0.5][,seed=7][,for=60s]";

export const FAULT_KINDS = [...HOUSEHOLD_WISHES, ...WIRE_FAULT_KINDS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** @throws UsageError with the kinds that there are */
export const parseFaultKind = <T extends string = never>(given: string, ...others: T[]): FaultKind | T =>
  oneOf([...FAULT_KINDS, ...others], given, "fault");

/** @throws UsageError with the remedies that there are */
export const parseRemedy = (given: string): Remedy => oneOf(REMEDIES, given, "remedy");

/**
 * `nameOf`: how a detail is called where it was given.
 * @throws UsageError
 */
export function faultCommand(
  kind: FaultKind,
  texts: FaultTexts,
  nameOf: (detail: FaultDetail) => string,
): FaultCommand {
  const read = <K extends FaultDetail, T>(
    detail: K,
    parse: (text: string) => T,
  ): { readonly [P in K]?: T } => {
    const text = texts[detail];
    if (text === undefined) return {};
    try {
      return { [detail]: parse(text) } as { readonly [P in K]: T };
    } catch (error) {
      throw new UsageError(`${nameOf(detail)}: ${(error as Error).message}`);
    }
  };
  const spanOf = <K extends "for" | "delay" | "period">(detail: K) =>
    read(detail, (text) => span(text, WIRE_FAULT_LIMITS[detail]));
  const dice = read("seed", (text) => number(text, ...WIRE_FAULT_LIMITS.seed, Number.isInteger));
  if (isWire(kind)) {
    const chance = read("chance", (text) => number(text, 0, 1));
    const fault = wireFault(kind, { ...spanOf("delay"), ...spanOf("period"), ...chance, ...dice });
    return { do: "fault", fault, ...spanOf("for") };
  }
  for (const detail of FAULT_DETAILS)
    if (
      texts[detail] !== undefined &&
      !DETAILS_IN_HOUSE[kind === "random" ? "plan" : "fault"].includes(detail)
    )
      throw new UsageError(`${nameOf(detail)} says nothing of ${kind}.`);
  return { do: "fault", fault: householdFault(kind, { ...spanOf("period"), ...dice }), ...spanOf("for") };
}

const isWire = (kind: FaultKind): kind is WireFaultKind => WIRE_FAULT_KINDS.some((wire) => wire === kind);

const DETAILS_IN_HOUSE: Readonly<Record<"plan" | "fault", readonly FaultDetail[]>> = {
  plan: ["for", "period", "seed"],
  fault: ["for", "seed"],
};

/**
 * Faults in one text, separated by spaces: "late-ack,delay=500ms,seed=7 flapping".
 * @throws UsageError
 */
export function parseFaults(text: string): readonly FaultCommand[] {
  const faults = text.split(/\s+/).filter((each) => each !== "");
  if (faults.length === 0) throw new UsageError(`names no fault: write ${FAULT_FORM}.`);
  return faults.map((each) => {
    const [kind = "", ...details] = each.split(",");
    return faultCommand(parseFaultKind(kind), Object.fromEntries(details.map(detailOf)), String);
  });
}

function detailOf(text: string): readonly [FaultDetail, string] {
  const [name = "", ...value] = text.split("=");
  const detail = FAULT_DETAILS.find((each) => each === name);
  if (detail !== undefined && value.length > 0) return [detail, value.join("=")];
  throw new UsageError(
    `${JSON.stringify(text)} says nothing of a fault.${didYouMean(name, FAULT_DETAILS)} Write ${FAULT_FORM}.`,
  );
}

function span(text: string, [least, most]: readonly [Millis, Millis]): Millis {
  const found = parseDuration(text, most);
  if (found >= least) return millis(found);
  throw new UsageError(`${text} is too short: at least ${spanText(least)}.`);
}

function number(text: string, least: number, most: number, fits = Number.isFinite): number {
  const found = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (fits(found) && found >= least && found <= most) return found;
  const kind = fits === Number.isInteger ? "whole number" : "number";
  throw new UsageError(`${JSON.stringify(text)} is not a ${kind} from ${least} to ${most}.`);
}
