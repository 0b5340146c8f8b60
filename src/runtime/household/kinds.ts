import type { Millis } from "../../../firmware-sim/index.ts";
import { millis } from "../../../firmware-sim/index.ts";

/** What goes wrong in a household with its plug (S3), each with its cures. */
export const HOUSEHOLD_KINDS = [
  "loose-connection",
  "weak-signal",
  "wrong-password",
  "dhcp",
  "dns",
  "router-down",
  "blocked",
  "overheat",
  "overload",
  "stuck-button",
  "welded-relay",
  "outdated-firmware",
] as const;
export type HouseholdKind = (typeof HOUSEHOLD_KINDS)[number];

/** `random` is a plan: one kind after the other, chosen by the seed. */
export const HOUSEHOLD_WISHES = [...HOUSEHOLD_KINDS, "random"] as const;
export type HouseholdWish = (typeof HOUSEHOLD_WISHES)[number];

/** JSON-able. */
export interface HouseholdFault {
  readonly kind: HouseholdWish;
  /** Of the bursts of `loose-connection` and `weak-signal`, and of `random`'s choices. */
  readonly seed: number;
  /** `random`: from one fault to the next. */
  readonly period: Millis;
}

/** What is not said has these. The period is a choice: longer than any fault takes to show. */
export const householdFault = (kind: HouseholdWish, rest: Partial<HouseholdFault> = {}): HouseholdFault => ({
  kind,
  seed: 1,
  period: millis(300_000),
  ...rest,
});

/** What a household tries. */
export const REMEDIES = [
  "reseat",
  "other-outlet",
  "move-closer",
  "restart-router",
  "router-settings",
  "network-reset",
  "factory-reset",
  "ventilate",
  "reduce-load",
  "cool-down",
  "free-button",
  "replace",
  "update",
  "contact-maker",
] as const;
export type Remedy = (typeof REMEDIES)[number];

/** What is wrong now, by a fault that was raised or by itself, and the plan that goes on. */
export interface Household {
  readonly faults: readonly HouseholdKind[];
  readonly plan: { readonly seed: number; readonly period: Millis } | null;
}
