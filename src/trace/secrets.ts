/** Whatever a record or an input says under these names is the key to a Wi-Fi. */
const KEYS = ["key", "formerKey"];
/** Nothing that is recorded has them; should it ever, they are not written. */
const NEVER = ["password", "salt"];
const PSEUDONYM = /^key-\d{1,6}$/;

/** Writes values as JSON without their secrets: equal keys become equal names, in the order in which they first came. */
export class Pseudonyms {
  readonly #names = new Map<string, string>();

  jsonOf(value: unknown): string {
    return JSON.stringify(value, (name, inner) => this.#hidden(name, inner));
  }

  /** One that is a name already stays as it is, so that what was replayed reads like what was recorded. */
  nameOf(key: string): string {
    if (PSEUDONYM.test(key)) return key;
    let name = this.#names.get(key);
    if (name === undefined) this.#names.set(key, (name = `key-${this.#names.size + 1}`));
    return name;
  }

  #hidden(name: string, value: unknown): unknown {
    if (typeof value !== "string") return value;
    if (NEVER.includes(name)) return "***";
    return KEYS.includes(name) ? this.nameOf(value) : value;
  }
}
