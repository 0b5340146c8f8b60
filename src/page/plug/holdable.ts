import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { type DirectiveResult, directive, type ElementPart } from "lit/directive.js";
import type { Fingers } from "./fingers.ts";

/** How long a press lasts that comes as one click from a screen reader or a switch, ms. */
const CLICK = 150;
const isPressKey = ({ key }: KeyboardEvent): boolean => key === " " || key === "Enter";

interface Holdable {
  /** All that this one puts its fingers on. */
  readonly buttons: readonly string[];
  readonly fingers: Fingers;
  /** One press holds them down, and the next lets them go. */
  readonly latched: boolean;
}

class HoldableDirective extends AsyncDirective {
  #is!: Holdable;
  #bound = false;

  render(_is: Holdable): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [is]: [Holdable]): unknown {
    this.#is = is;
    if (!this.#bound) this.#bind(element as HTMLButtonElement);
    this.#bound = true;
    return noChange;
  }

  protected override disconnected(): void {
    this.#release();
  }

  #bind(element: HTMLButtonElement): void {
    const on = <K extends keyof HTMLElementEventMap>(
      names: readonly K[],
      does: (event: HTMLElementEventMap[K]) => void,
    ) => {
      for (const name of names) element.addEventListener(name, does);
    };
    on(["pointerdown"], (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      element.setPointerCapture(event.pointerId);
      this.#down();
    });
    on(["pointerup", "pointercancel", "lostpointercapture", "blur"], () => this.#up());
    on(["keydown"], (event) => {
      if (!isPressKey(event)) return;
      event.preventDefault();
      if (!event.repeat) this.#down();
    });
    on(["keyup"], (event) => {
      if (!isPressKey(event)) return;
      event.preventDefault();
      this.#up();
    });
    on(["contextmenu"], (event) => event.preventDefault());
    on(["click"], ({ detail }) => {
      if (detail !== 0) return;
      this.#down();
      setTimeout(() => this.#up(), CLICK);
    });
  }

  #down(): void {
    const { fingers, buttons, latched } = this.#is;
    if (latched && buttons.every((button) => fingers.holds(button))) this.#release();
    else for (const button of buttons) fingers.press(button);
  }

  #up(): void {
    if (!this.#is.latched) this.#release();
  }

  #release(): void {
    for (const button of this.#is.buttons) this.#is.fingers.release(button);
  }
}

/** A <button> that is down for as long as it is held, by mouse, finger or key. */
export const holdable: (is: Holdable) => DirectiveResult = directive(HoldableDirective);
