import type { ColorName } from "../../../firmware-sim/index.ts";
import { SOLID } from "../../seen/observer.ts";
import type { Observed } from "./observe.ts";
import type { Wanted } from "./wanted.ts";

/** What is in doubt for longer, ms, shows nothing that has a name: two rounds of four halves just short of solid. Assumed. */
const DOUBT = 4 * SOLID;

/** `unsure`: what was begun when the look ended could still become it. */
export interface Judgement {
  readonly is: "yes" | "no" | "unsure";
  /** Where in `episodes` what comes nearest begins, and how many of the wanted follow from there. */
  readonly at: number;
  readonly matched: number;
  /** Of a yes: when it began, ms. */
  readonly from?: number;
}

/** Whether the light showed `wanted`, one right after the other, the last of them begun at `by` or before. */
export function judge(seen: Observed, wanted: readonly Wanted[], by: number, over: boolean): Judgement {
  let best: Judgement = { is: "no", at: 0, matched: 0 };
  for (let at = 0; at <= seen.episodes.length; at++) {
    const found = judgeAt(seen, at, wanted, by, over);
    if (found.is === "yes") return found;
    const better = found.matched > best.matched || (found.is === "unsure" && best.is === "no");
    if (better) best = found;
  }
  return best;
}

function judgeAt(
  { episodes, open, to }: Observed,
  at: number,
  wanted: readonly Wanted[],
  by: number,
  over: boolean,
): Judgement {
  let matched = 0;
  for (const each of wanted) {
    const episode = episodes[at + matched];
    if (episode === undefined) {
      const first = open[0];
      const may =
        first !== undefined &&
        first.from <= by &&
        to - first.from <= DOUBT &&
        open.some(({ color }) => each.colors.includes(color));
      return { is: may ? "unsure" : "no", at, matched };
    }
    if (episode.from > by) return { is: "no", at, matched };
    const goesOn = episode.to === to;
    const fits = each.misfit(episode) === null;
    if (goesOn && (fits ? each.bounded && !over : each.mayBecome(episode)))
      return { is: "unsure", at, matched };
    if (!fits) return { is: "no", at, matched };
    matched += 1;
  }
  return { is: "yes", at, matched, from: episodes[at]!.from };
}

/** Whether it shone in `color` at all, begun at `by` or before. */
export function judgeColor({ noticed }: Observed, color: ColorName, by: number): Judgement {
  const span = noticed.find((each) => each.color === color && each.from <= by);
  const nowhere = { at: 0, matched: 0 };
  return span === undefined ? { is: "no", ...nowhere } : { is: "yes", ...nowhere, from: span.from };
}
