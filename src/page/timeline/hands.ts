import { hasEarlier, nextSpan, panned, paused, type Reach, type View, zoomed } from "./view.ts";

/** Px that a pointer moves before it drags. */
const SLACK = 4;
/** Share of the window that an arrow key or a button goes; a page key goes all of it. */
export const STRIDE = 0.2;
/** How much a notch of a wheel zooms, of some 100 px. */
const WHEEL = 0.002;

interface Looked {
  view: View;
  readonly reach: Reach;
  /** Px of the axis, and where it begins. */
  readonly plot: number;
  readonly plotLeft: number;
}

/** What pointers, wheels and keys do to what is looked at. */
export class Hands {
  readonly #looked: Looked;
  #grip: { readonly id: number; readonly x: number; readonly view: View; drags: boolean } | null = null;

  constructor(looked: Looked) {
    this.#looked = looked;
  }

  /** By a share of the window, to later, or, negative, to earlier. */
  go(share: number): void {
    const { view, reach } = this.#looked;
    if (share > 0 || hasEarlier(view, reach))
      this.#looked.view = panned(view, Math.round(share * view.span), reach);
  }

  /** `anchor`: what stays in place, 0 to 1 of the window. */
  zoom(span: number, anchor = 0.5): void {
    this.#looked.view = zoomed(this.#looked.view, span, anchor, this.#looked.reach);
  }

  zoomTo(way: "shorter" | "longer"): void {
    this.zoom(nextSpan(this.#looked.view.span, way));
  }

  /** Stands still, or follows now. */
  toggle(): void {
    const { view, reach } = this.#looked;
    this.#looked.view = view.end === null ? paused(view, reach) : { ...view, end: null };
  }

  readonly down = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    const { view, reach } = this.#looked;
    this.#grip = { id: event.pointerId, x: event.clientX, view: paused(view, reach), drags: false };
  };

  readonly move = (event: PointerEvent): void => {
    const grip = this.#grip;
    if (grip?.id !== event.pointerId) return;
    const by = grip.x - event.clientX;
    if (!grip.drags) {
      if (Math.abs(by) < SLACK) return;
      grip.drags = true;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    }
    const { plot, reach } = this.#looked;
    this.#looked.view = panned(grip.view, Math.round((by / plot) * grip.view.span), reach);
  };

  readonly up = (event: PointerEvent): void => {
    if (this.#grip?.id === event.pointerId) this.#grip = null;
  };

  /** With Ctrl, as a pinch of a trackpad, it zooms; sidewise, with Shift, or where the timeline has the focus, it goes; else the page does. */
  readonly wheel = (event: WheelEvent): void => {
    const view = event.currentTarget as HTMLElement;
    const { plot, plotLeft } = this.#looked;
    if (event.ctrlKey) {
      const anchor = (event.clientX - view.getBoundingClientRect().left - plotLeft) / plot;
      this.zoom(this.#looked.view.span * Math.exp(event.deltaY * WHEEL), Math.min(1, Math.max(0, anchor)));
    } else {
      const sidewise = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!sidewise && !event.shiftKey && !view.matches(":focus-within")) return;
      this.go((sidewise ? event.deltaX : event.deltaY) / plot);
    }
    event.preventDefault();
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = this.#keys[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
  };

  readonly #keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => this.go(-STRIDE),
    ArrowRight: () => this.go(STRIDE),
    PageUp: () => this.go(-1),
    PageDown: () => this.go(1),
    Home: () => this.go(Number.MIN_SAFE_INTEGER / this.#looked.view.span),
    End: () => {
      this.#looked.view = { ...this.#looked.view, end: null };
    },
    "+": () => this.zoomTo("shorter"),
    "=": () => this.zoomTo("shorter"),
    "-": () => this.zoomTo("longer"),
    " ": () => this.toggle(),
  };
}
