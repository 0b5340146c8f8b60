/** One command as it came, by a topic or within a Backlog. */
export interface Order {
  /** As it was called, upper case. */
  readonly word: string;
  /** Upper case, without the number at its end. */
  readonly name: string;
  /** The number at its end. */
  readonly index: number | undefined;
  /** The parameter; empty: a question. */
  readonly text: string;
}

const LONGEST_NAME = 64;

/** `called`: the last level of the topic. A lone `?` stands for the empty payload that some clients cannot send. */
export function orderOf(called: string, text: string): Order {
  const [word, name, digits] = /^(.*?)(\d{0,3})$/s.exec(called.slice(0, LONGEST_NAME).toUpperCase())!;
  const index = digits === "" ? undefined : Number(digits);
  return { word, name: name!, index, text: text === "?" ? "" : text };
}

/** The words that Tasmota takes for numbers, in any case. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ["OFF", 0],
  ["FALSE", 0],
  ["ON", 1],
  ["TRUE", 1],
  ["TOGGLE", 2],
  ["BLINK", 3],
  ["BLINKOFF", 4],
]);

/** The number that a parameter is, or begins with, as the firmware reads it; undefined when it is none. */
export function numberOf(text: string): number | undefined {
  const number = WORDS.get(text.toUpperCase()) ?? Number.parseInt(text, 10);
  return Number.isNaN(number) ? undefined : number;
}
