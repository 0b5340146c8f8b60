import type { Sight } from "./lamp.ts";

/** What is to be said of the relay. */
export type RelayQuestion = "clicked" | "closed";

/** Whoever is at the board, looks at it and has a finger. */
export interface Person {
  /** What is seen of the LED after `words`. */
  sees(words: string): Promise<Sight>;
  says(question: RelayQuestion, words: string): Promise<boolean>;
  /** Asks for a press, or to let go; resolves when nothing came of it, and not before the board was given its time. */
  moves(to: "down" | "up", words: string): Promise<void>;
}
