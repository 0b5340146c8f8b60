import type { ColorName } from "../../../firmware-sim/index.ts";
import type { Cadence, Episode } from "../../seen/lamp.ts";

const COLOR_KEYS: Readonly<Record<string, ColorName>> = {
  r: "red",
  g: "green",
  b: "blue",
  o: "orange",
  y: "yellow",
  w: "white",
  c: "cyan",
  m: "magenta",
};

/** From `at` on, ms, the light is seen so; how often it flashed, if somebody counted. */
interface Mark {
  readonly at: number;
  readonly cadence: Cadence;
  readonly colors: readonly ColorName[];
  readonly counted: number | null;
}

export const MARK_HELP = `Keys for what you see, at the moment it begins:
  r g b o y w c m  it blinks red, green, blue, orange, yellow, white, cyan, magenta; a number after it counts its flashes
  R G B …          it glows steadily in that colour
  a and two colours  it alternates between them: arb
  d                it is dark
  Enter            I have done what was asked; or: nothing more is to be seen
  Backspace        take the last mark back        q  stop`;

/** What a person tells of a light by keys, each at the moment it is pressed. Times are ms since the marks began. */
export class Marks {
  #marks: Mark[] = [];
  /** How many of them nobody made. */
  readonly #given: number;
  /** Since when, and which of the two colours of an alternation are known. */
  #alternating: { readonly at: number; readonly colors: readonly ColorName[] } | null = null;

  /** `dark`: it was so before anybody looked. */
  constructor(dark: boolean) {
    if (dark) this.#marks.push({ at: -1, cadence: "off", colors: [], counted: null });
    this.#given = this.#marks.length;
  }

  /** Nothing is half said. */
  get complete(): boolean {
    return this.#alternating === null;
  }

  /** Whether the key is one of a mark's. */
  take(key: string, at: number): boolean {
    const color = COLOR_KEYS[key.toLowerCase()];
    if (this.#alternating !== null && color !== undefined) this.#alternate(color, this.#alternating);
    else if (key === "a") this.#alternating = { at, colors: [] };
    else if (color !== undefined)
      this.#add({ at, cadence: key === key.toLowerCase() ? "blinking" : "solid", colors: [color] });
    else if (key === "d") this.#add({ at, cadence: "off", colors: [] });
    else if (/^\d$/.test(key) && this.#last?.cadence === "blinking") this.#count(this.#last, Number(key));
    else if (key === "\u007f" || key === "\b") this.#takeBack();
    else return false;
    return true;
  }

  /** The time counts from `zero` on, ms: what was marked until then was so before. */
  begin(zero: number): void {
    this.#marks = this.#marks.map((mark) => ({ ...mark, at: mark.at - zero }));
    if (this.#alternating !== null)
      this.#alternating = { ...this.#alternating, at: this.#alternating.at - zero };
  }

  /** What was seen up to `now`; the last goes on. */
  episodes(now: number): readonly Episode[] {
    return this.#marks.map(({ at, cadence, colors, counted }, i) => ({
      cadence,
      colors,
      from: at,
      to: this.#marks[i + 1]?.at ?? Math.max(now, at),
      periodMs: null,
      duty: null,
      // Who says that it blinks has seen it come back once.
      flashes: counted ?? { off: 0, solid: 1, blinking: 2, alternating: 2 }[cadence],
      spans: [],
    }));
  }

  get #last(): Mark | undefined {
    return this.#marks.at(-1);
  }

  #add(mark: Omit<Mark, "counted">): void {
    this.#alternating = null;
    this.#marks.push({ ...mark, counted: null });
  }

  #alternate(
    color: ColorName,
    { at, colors }: { readonly at: number; readonly colors: readonly ColorName[] },
  ): void {
    if (colors.length === 0) this.#alternating = { at, colors: [color] };
    else if (!colors.includes(color)) this.#add({ at, cadence: "alternating", colors: [...colors, color] });
  }

  #count(last: Mark, digit: number): void {
    this.#marks[this.#marks.length - 1] = { ...last, counted: (last.counted ?? 0) * 10 + digit };
  }

  #takeBack(): void {
    if (this.#alternating !== null) this.#alternating = null;
    else if (this.#marks.length > this.#given) this.#marks.pop();
  }
}
