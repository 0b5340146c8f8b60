import type { Instant, TraceSink } from "../../firmware-sim/index.ts";
import type { Stimulus, StimulusSink } from "../runtime/stimulus.ts";
import type { WorldSink } from "../runtime/world.ts";
import { eventLine, headerLine, type Kind, type Sent } from "./event.ts";
import type { Makes } from "./makes.ts";
import { Pseudonyms } from "./secrets.ts";

export interface TraceWriterOptions {
  readonly makes: Makes;
  /** The program and its version. */
  readonly tool: string;
  /** ISO 8601; asked for once, as the world begins. */
  readonly wall: () => string;
  /** Is given each line, without a line end, as soon as it is known. */
  readonly write: (line: string) => void;
}

/** Writes down a world as it runs, in the one canonical form: what reached it, and what the plug did. */
export class TraceWriter {
  readonly #options: TraceWriterOptions;
  readonly #pseudonyms = new Pseudonyms();
  #ended = false;

  constructor(options: TraceWriterOptions) {
    this.#options = options;
  }

  readonly stimuli: StimulusSink = (stimulus) => {
    switch (stimulus.to) {
      case "begin":
        this.#begin(stimulus);
        break;
      case "make":
        this.#line(stimulus.at, "make", this.#options.makes.refTo(stimulus.profile));
        break;
      case "power":
      case "lay":
        this.#line(stimulus.at, stimulus.to, stimulus.power);
        break;
      case "home":
        this.#line(stimulus.at, "home", this.#withoutKey(stimulus.input));
        break;
      case "circuit": {
        const { input } = stimulus;
        this.#line(stimulus.at, "circuit", input.kind === "replace" ? { kind: input.kind } : input);
        break;
      }
      case "plug":
        this.#line(stimulus.at, "plug", stimulus.input);
        break;
    }
  };

  readonly effects: WorldSink = (effect, at) => {
    switch (effect.kind) {
      case "relay":
      case "contact":
      case "gesture":
      case "notice":
      case "ignored": {
        const { kind, ...rest } = effect;
        this.#line(at, kind, rest);
      }
    }
  };

  /** Takes down the lamp's patterns. */
  readonly trace: TraceSink = (record) => {
    if (record.kind === "lamp") this.#line(record.at, "lamp", { pattern: record.pattern });
  };

  sent(at: Instant, message: Sent): void {
    this.#line(at, "mqtt", message);
  }

  /** All that was due until `at` has been written. Nothing is written after this. */
  end(at: Instant): void {
    this.#line(at, "end", {});
    this.#ended = true;
  }

  #begin({ at, profile, home }: Extract<Stimulus, { to: "begin" }>): void {
    const { makes, tool, wall, write } = this.#options;
    const make = makes.refTo(profile, { whole: true });
    write(
      headerLine({ tool, wall: wall(), at, profile: make, home: JSON.parse(this.#pseudonyms.jsonOf(home)) }),
    );
  }

  #withoutKey(input: Extract<Stimulus, { to: "home" }>["input"]): typeof input {
    if (input.kind !== "setKey" || input.to === null) return input;
    return { ...input, to: this.#pseudonyms.nameOf(input.to) };
  }

  #line(at: Instant, kind: Kind, content: unknown): void {
    if (!this.#ended) this.#options.write(eventLine(at, kind, this.#pseudonyms.jsonOf(content)));
  }
}
