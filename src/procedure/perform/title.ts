import type { Look } from "../../seen/lamp.ts";
import { type Act, isAct, type Sentence, type Statement, type Step } from "../plan.ts";
import type { Failure } from "./failure.ts";
import { clashOf } from "./title-clash.ts";

export interface Task {
  readonly sentence: Sentence;
  readonly statement: Statement;
}

/** What a step's title says and the rest of the step does: to be borne out by it. */
export type Claim = { readonly sentence: Sentence } & (
  | { readonly claim: "wrong"; readonly failure: Failure }
  /** The make has them. */
  | { readonly claim: "buttons"; readonly buttons: readonly string[] }
  /** The button is held so long, ms. */
  | { readonly claim: "held"; readonly span: number }
  /** The light is seen as one of them in the step. */
  | { readonly claim: "seen"; readonly looks: readonly Look[] }
  /** The light is seen so when the step first does something of this kind. */
  | { readonly claim: "when"; readonly look: Look; readonly kind: string }
);

export interface Agenda {
  readonly tasks: readonly Task[];
  /** Of the title, what holds once the rest is done. */
  readonly late: readonly Task[];
  readonly claims: readonly Claim[];
}

/** What is to be done and seen in a step. Its title announces it: of the title is done only what the rest does not do. */
export function agendaOf({ sentences }: Step): Agenda {
  const body = sentences.filter(({ headline }) => !headline).flatMap(tasksOf);
  const tasks: Task[] = [];
  const late: Task[] = [];
  const claims: Claim[] = [];
  for (const sentence of sentences) {
    const own = tasksOf(sentence);
    if (!sentence.headline) {
      tasks.push(...own);
      continue;
    }
    for (const [at, { statement }] of own.entries()) {
      const twin = body.find((task) => kindOf(task.statement) === kindOf(statement))?.statement;
      const next = own.slice(at + 1).find((task) => kindOf(task.statement) !== "wait")?.statement;
      const repeated = next !== undefined && body.some((task) => kindOf(task.statement) === kindOf(next));
      const until = untilOf(statement);
      if (kindOf(statement) === "wait" && until !== null && next !== undefined && repeated)
        claims.push({ sentence, claim: "when", look: until, kind: kindOf(next) });
      else if (LATE.includes(kindOf(statement))) late.push({ sentence, statement });
      else if (twin !== undefined) claims.push(...claimsOf(sentence, statement, twin));
      else tasks.push({ sentence, statement: asHold(statement, body) });
    }
  }
  return { tasks, late, claims };
}

const LATE = ["may", "never", "resetDone", "outlet"];

/** Statements of one kind do the same: a press may be a hold in other words. */
export function kindOf(statement: Statement): string {
  if (!isAct(statement)) return statement.see === "either" ? "then" : statement.see;
  switch (statement.do) {
    case "press":
    case "hold":
      return "finger";
    case "keepHolding":
    case "wait":
      return "wait";
    default:
      return statement.do;
  }
}

const tasksOf = (sentence: Sentence): readonly Task[] =>
  sentence.reading.kind === "statements"
    ? sentence.reading.statements.map((statement) => ({ sentence, statement }))
    : [];

export function untilOf(statement: Statement): Look | null {
  if (!isAct(statement) || !("end" in statement) || statement.end === null) return null;
  return "until" in statement.end ? statement.end.until : null;
}

function spanOf(statement: Statement): number | null {
  if (!isAct(statement) || !("end" in statement) || statement.end === null) return null;
  return "for" in statement.end ? statement.end.for : null;
}

function claimsOf(sentence: Sentence, said: Statement, done: Statement): readonly Claim[] {
  const failure = clashOf(said, done);
  if (failure !== null) return [{ sentence, claim: "wrong", failure }];
  const until = untilOf(said);
  const looks = until !== null ? [[until]] : "looks" in said ? seenOf(said) : [];
  const span = kindOf(said) === "finger" ? spanOf(said) : null;
  const buttons = "buttons" in said && said.buttons !== null ? [said.buttons] : [];
  return [
    ...buttons.map((names) => ({ sentence, claim: "buttons", buttons: names }) as const),
    ...(span === null || spanOf(done) !== null ? [] : [{ sentence, claim: "held", span } as const]),
    ...looks.map((any) => ({ sentence, claim: "seen", looks: any }) as const),
  ];
}

/** Each of several that come one after the other, one of several of which one comes. */
const seenOf = ({ see, looks }: { readonly see: string; readonly looks: readonly Look[] }) =>
  see === "then" ? looks.map((look) => [look]) : [looks];

/** "Press the button", where the rest of the step keeps it down. */
function asHold(statement: Statement, body: readonly Task[]): Statement {
  const keeps = body.some((task) => isAct(task.statement) && task.statement.do === "keepHolding");
  if (!isAct(statement) || statement.do !== "press" || !keeps) return statement;
  return { do: "hold", buttons: statement.buttons, end: null } satisfies Act;
}
