/** The last `size` of all that was added, oldest first. */
export class Ring<T> {
  readonly #size: number;
  readonly #kept: T[] = [];
  #next = 0;
  #total = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** How many were ever added. */
  get total(): number {
    return this.#total;
  }

  add(item: T): void {
    this.#kept[this.#next] = item;
    this.#next = this.#next + 1 === this.#size ? 0 : this.#next + 1;
    this.#total++;
  }

  list(): readonly T[] {
    if (this.#total <= this.#size) return [...this.#kept];
    return [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
  }
}
