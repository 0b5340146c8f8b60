import { UsageError } from "../../usage-error.ts";
import { LONGEST_SPAN } from "../limits.ts";
import { readHead, shown, type Variable } from "./head.ts";
import { Words } from "./words.ts";

/** More is no button, but a wire that carries data or floats. A choice. */
const MOST_EDGES = 100_000;
/** Signals named where one is not found. */
const NAMED = 20;
const ATTOS_IN_MS = 10n ** 15n;

/** A button in a capture; ms are whole, rounded down, and never go back. */
export interface CapturedButton {
  /** As the capture begins. */
  readonly down: boolean;
  /** In turns down and up. */
  readonly edges: readonly { readonly at: number; readonly down: boolean }[];
  /** How long the capture is, ms. */
  readonly length: number;
  /** How often the signal was neither 0 nor 1: it counts as what it was before, and at first as not pressed. */
  readonly unknown: number;
}

export interface ButtonSignal {
  /** With or without its scopes. */
  readonly name: string;
  /** Pressed is 0, as with a pull-up. */
  readonly activeLow: boolean;
}

/**
 * The edges of one signal of a Value Change Dump (IEEE 1364-2005, 18).
 * @throws UsageError that names the file and the line
 */
export function readButton(text: string, path: string, { name, activeLow }: ButtonSignal): CapturedButton {
  const words = new Words(text, path);
  const { unit, variables } = readHead(words);
  const { code } = signalNamed(name, variables, path);
  const declared = new Set(variables.map((variable) => variable.code));
  const edges: { at: number; down: boolean }[] = [];
  let time = 0n;
  let down = false;
  let before = false;
  let unknown = 0;

  for (let word = words.next(); word !== null; word = words.next()) {
    if (word.startsWith("#")) {
      const next = timeOf(word, words);
      if (next < time) throw words.fault(`the time goes back, from ${time} to ${next}`);
      if (msOf(next * unit) > LONGEST_SPAN) throw words.fault("the capture is longer than a year");
      if (time === 0n && next > 0n) before = down;
      time = next;
    } else if (word.startsWith("$")) {
      // What stands in $dumpvars and its like are changes as any others.
      if (word === "$comment") words.untilEnd(word);
    } else {
      const change = changeOf(word, words);
      if (!declared.has(change.code))
        throw words.fault(`something called ${shown(change.code)} changes, which no $var declares`);
      if (change.code !== code) continue;
      if (!/^[01HL]$/i.test(change.value)) {
        unknown += 1;
        continue;
      }
      const pressed = /[1H]/i.test(change.value) !== activeLow;
      if (pressed === down) continue;
      down = pressed;
      if (time === 0n) continue;
      edges.push({ at: msOf(time * unit), down });
      if (edges.length > MOST_EDGES)
        throw words.fault(`${name} changes more than ${MOST_EDGES} times: that is no button`);
    }
  }
  return { down: time === 0n ? down : before, edges, length: msOf(time * unit), unknown };
}

const msOf = (attos: bigint): number => Number(attos / ATTOS_IN_MS);

function timeOf(word: string, words: Words): bigint {
  if (!/^#\d{1,20}$/.test(word)) throw words.fault(`${shown(word)} is no time`);
  return BigInt(word.slice(1));
}

/**
 * Beside the four levels of VCD those of VHDL, of which H and L are a weak 1 and 0 (IEEE 1164). Of a vector, a real number or a text the value
 * is one word, and the code the next.
 */
function changeOf(word: string, words: Words): { readonly value: string; readonly code: string } {
  if (/^[01xzuwhl-]./i.test(word)) return { value: word[0]!, code: word.slice(1) };
  if (!/^[bBrRsS]/.test(word)) throw words.fault(`${shown(word)} is no change of a signal`);
  const code = words.next();
  if (code === null) throw words.fault("the last change is cut off");
  return { value: word.slice(1), code };
}

function signalNamed(name: string, variables: readonly Variable[], path: string): Variable {
  const found = variables.filter((variable) => variable.path === name || variable.name === name);
  const codes = new Set(found.map(({ code }) => code));
  const [first] = found;
  if (first === undefined) {
    const names = variables.slice(0, NAMED).map((variable) => variable.path);
    const more = variables.length > NAMED ? `, and ${variables.length - NAMED} more` : "";
    throw new UsageError(
      `${path} has no signal ${shown(name)}. It has ${names.length === 0 ? "none" : names.join(", ")}${more}.`,
    );
  }
  if (codes.size > 1)
    throw new UsageError(
      `${path} has ${codes.size} signals called ${shown(name)}: name one as ${found
        .map((each) => each.path)
        .slice(0, 2)
        .join(" or ")}.`,
    );
  if (first.bits !== 1)
    throw new UsageError(
      `${path}: ${first.path} is ${first.bits === 0 ? "no wire" : `${first.bits} bits wide`}, and a button is one wire: capture it as a channel of its own.`,
    );
  return first;
}
