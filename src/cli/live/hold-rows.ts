import type { Instant, Rung } from "../../../firmware-sim/index.ts";
import { holdView, ladderOf } from "../../view/hold-view.ts";
import type { Mirror } from "../../view/mirror.ts";
import { holdBar } from "./hold.ts";
import type { Piece } from "./row.ts";
import { label } from "./timeline-rows.ts";

const BAR = 30;

/** The rungs that a hold climbs: of the Action button, or of the buttons that are held together. */
export const rungsOf = ({ snapshot, profile }: Pick<Mirror, "snapshot" | "profile">): readonly Rung[] =>
  snapshot.hold?.buttons === undefined ? profile.rungs : (profile.combination?.rungs ?? []);

/** The hold bar with the profile's rungs and what they show; below it what letting go does now, or would do up there. */
export function holdRows(mirror: Mirror, at: Instant): readonly [readonly Piece[], readonly Piece[]] {
  const { profile, snapshot } = mirror;
  const bar = (held: number): Piece => ({ text: holdBar(held, rungsOf(mirror), BAR) });
  const hold = holdView(profile, snapshot, at);
  if (hold === null) {
    const { rungs } = ladderOf(profile);
    const shown = rungs.map((rung) => `${rung.at / 1000} s ${rung.words}`).join(", ");
    const goals = rungs.filter((_, i) => profile.rungs[i]?.reset != null);
    const leads = goals.map((rung) => `${rung.at / 1000} s: ${rung.leads}`).join("; ");
    return [
      [label("hold"), bar(0), { text: rungs.length === 0 ? "a long press leads nowhere" : `  ${shown}` }],
      [label(""), { text: leads, tone: "dim" }],
    ];
  }
  const reached = hold.rungs.findLast((rung) => rung.reached);
  const words = reached === undefined ? "" : `, ${reached.words}`;
  return [
    [label("hold"), bar(hold.held), { text: `  ${Math.floor(hold.held / 1000)} s${words}`, tone: "bold" }],
    [label(""), { text: hold.next, tone: "bold" }],
  ];
}
