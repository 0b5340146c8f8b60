import type { Profile } from "../../firmware-sim/index.ts";
import { lightRows, type ProfileRow, profileRows } from "../view/profile-rows.ts";
import { table } from "../view/table.ts";
import type { ExitCode } from "./failure.ts";
import type { Io } from "./io.ts";

/** What a profile says under one name: what is compared, and what is told of it. */
interface Said {
  readonly value: string;
  readonly source: string;
}

const NOTHING: Said = { value: "-", source: "-" };

/** Rows of what differs between two profiles; 0: nothing does, 1: something. */
export function profileDiff(a: Profile, b: Profile, { out }: Io): ExitCode {
  const rows = differences(a, b);
  if (rows.length > 0) out(table(["name", a.id, b.id], rows));
  return rows.length === 0 ? 0 : 1;
}

function differences(a: Profile, b: Profile): readonly (readonly string[])[] {
  const [inA, inB] = [saidBy(a), saidBy(b)];
  const rows = [...new Set([...inA.keys(), ...inB.keys()])].flatMap((name) => {
    const [ofA, ofB] = [inA.get(name) ?? NOTHING, inB.get(name) ?? NOTHING];
    if (ofA.value !== ofB.value) return [[name, ofA.value, ofB.value]];
    return ofA.source === ofB.source ? [] : [[`${name} (source)`, ofA.source, ofB.source]];
  });
  return [...rows, ...orderOfLights(a, b)];
}

function saidBy(profile: Profile): ReadonlyMap<string, Said> {
  const plain = (name: string, value: string) => [name, { value, source: "" }] as const;
  const ofRow = ({ name, value, basis, source }: ProfileRow) =>
    [name, { value: `${value} (${basis})`, source }] as const;
  return new Map<string, Said>([
    plain("id", profile.id),
    plain("name", profile.name),
    plain("maker", profile.maker),
    plain("reading of", profile.variantOf?.profile ?? "itself"),
    plain("other buttons", profile.otherButtons.join(", ") || "none"),
    ...profileRows(profile).map(ofRow),
    ...lightRows(profile).map(([when, show]) => plain(`lamp, ${when}`, show)),
    ...Object.entries(profile.sources).map(([short, source]) => plain(`source ${short}`, source)),
  ]);
}

/** Which of the same lights comes first; where the lights differ, rows say so already. */
function orderOfLights(a: Profile, b: Profile): readonly (readonly string[])[] {
  const [ofA, ofB] = [a, b].map((profile) => lightRows(profile).map(([when]) => when)) as [
    string[],
    string[],
  ];
  if (ofA.join() === ofB.join() || [...ofA].sort().join() !== [...ofB].sort().join()) return [];
  return [["order of the lamp's rules", ofA.join("; "), ofB.join("; ")]];
}
