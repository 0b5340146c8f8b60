interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
  cancelled: boolean;
}

/** A clock of discrete events on a binary heap: the fastest that code built on setTimeout can be given. */
export class HeapClock {
  #now = 0;
  #order = 0;
  readonly #heap: Alarm[] = [];

  now = (): number => this.#now;

  setTimeout = (wake: () => void, span: number): Alarm => {
    const alarm = { at: this.#now + span, order: this.#order++, wake, cancelled: false };
    let child = this.#heap.push(alarm) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfEarlier(child, parent)) break;
      child = parent;
    }
    return alarm;
  };

  clearTimeout = (alarm: Alarm): void => {
    alarm.cancelled = true;
  };

  /** Fires, in order, all that is due up to and including `to`. */
  passUntil(to: number): void {
    while (this.fireNext(to));
  }

  /** Fires what is due first; when nothing is due up to `to` the time becomes `to`, and the answer false. */
  fireNext(to: number): boolean {
    for (let first = this.#heap[0]; first !== undefined && first.at <= to; first = this.#heap[0]) {
      this.#removeFirst();
      if (first.cancelled) continue;
      this.#now = first.at;
      first.wake();
      return true;
    }
    this.#now = to;
    return false;
  }

  #removeFirst(): void {
    const last = this.#heap.pop()!;
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      if (left >= this.#heap.length) return;
      const right = left + 1;
      const child = right < this.#heap.length && this.#earlier(right, left) ? right : left;
      if (!this.#swapIfEarlier(child, parent)) return;
      parent = child;
    }
  }

  #earlier(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a]!, this.#heap[b]!];
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#earlier(child, parent)) return false;
    const alarm = this.#heap[child]!;
    this.#heap[child] = this.#heap[parent]!;
    this.#heap[parent] = alarm;
    return true;
  }
}
