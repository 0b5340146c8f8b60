import { asciiScale, asciiTimeline } from "../../seen/ascii.ts";
import type { Look } from "../../seen/lamp.ts";
import { svgLight, svgTimeline } from "../../seen/svg.ts";
import { type TimelineRow, timelineWords, type Window } from "../../seen/timeline.ts";
import { lookWords } from "../../seen/words.ts";
import { isAct, type Sentence } from "../plan.ts";
import type { StepVerdict } from "../verdict.ts";

export interface Picture {
  readonly svg: string;
  /** The same in words. */
  readonly alt: string;
}

interface Scene {
  readonly rows: readonly TimelineRow[];
  readonly window: Window & { readonly title: string };
}

/** What was seen in a step; null where no time passed in it. */
function sceneOf({ step, seen }: StepVerdict): Scene | null {
  if (seen === null || seen.to <= seen.from) return null;
  const { from, to, episodes } = seen;
  const rows = [{ label: "Light", spans: episodes.flatMap(({ spans }) => spans) }];
  return { rows, window: { from, to, title: `The light in step ${step.number}` } };
}

/** The light in a step and its times, in lines of `width`; none where no time passed. */
export function timeline(verdict: StepVerdict, width: number): string[] {
  const scene = sceneOf(verdict);
  if (scene === null) return [];
  // The last time may stand out by its length.
  const window = { ...scene.window, width: Math.max(20, width - 8) };
  const light = asciiTimeline(scene.rows[0]!.spans, window).trimEnd();
  return light === "" ? [] : [light, asciiScale(window)];
}

export function stepPicture(verdict: StepVerdict): Picture | null {
  const scene = sceneOf(verdict);
  if (scene === null) return null;
  const { rows, window } = scene;
  return { svg: svgTimeline(rows, window), alt: timelineWords(rows, window) };
}

export async function stepPng(verdict: StepVerdict): Promise<Uint8Array | null> {
  const scene = sceneOf(verdict);
  if (scene === null) return null;
  const { pngTimeline } = await import("../../seen/png.ts");
  return pngTimeline(scene.rows, scene.window);
}

/** A picture of each light that a sentence speaks of. */
export const lightPictures = ({ reading }: Sentence): Picture[] =>
  reading.kind !== "statements"
    ? []
    : reading.statements
        .flatMap((statement): readonly Look[] => {
          if (!isAct(statement)) return "looks" in statement ? statement.looks : [];
          const end = "end" in statement ? statement.end : null;
          return end !== null && "until" in end ? [end.until] : [];
        })
        // What is lit in no colour that is named cannot be drawn.
        .filter(({ cadence, colors }) => cadence === "off" || colors.length > 0)
        .map((look) => ({ svg: svgLight(look), alt: lookWords(look) }));
