import type { LitElement, ReactiveController } from "lit";

/** Lets a part of the page be drawn anew only while it is seen, and no more often than its pace allows. */
export class Pace implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer = new IntersectionObserver((entries) => {
    this.#inView = entries.at(-1)?.isIntersecting ?? false;
    this.#look();
  });
  #inView = false;
  /** On the page's clock, ms: not drawn before. */
  #next = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
    document.addEventListener("visibilitychange", this.#look);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#timer);
  }

  /** Whether it may be drawn now; if it is only too early, it is asked to draw in time. */
  may(): boolean {
    if (!this.#inView || document.hidden) return false;
    const left = this.#next - performance.now();
    if (left > 0) this.#drawIn(left);
    return left <= 0;
  }

  /** It was drawn: not again within `pause` ms, but then, if something `moves` by itself. */
  drawn(pause: number, moves: boolean): void {
    this.#next = performance.now() + pause;
    clearTimeout(this.#timer);
    if (moves && this.#inView && !document.hidden) this.#drawIn(pause);
  }

  #drawIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#host.requestUpdate(), ms);
  }

  readonly #look = (): void => {
    if (this.#inView && !document.hidden) this.#host.requestUpdate();
  };
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Ms between two drawings of something that moves one px in `perPixel` ms: at most ten in a second, one for whoever wants calm. */
export const pauseFor = (perPixel: number): number =>
  calm.matches ? 1000 : Math.min(1000, Math.max(100, perPixel));
