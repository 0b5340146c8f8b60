import type { PinMap } from "../../board/pins.ts";

/** Terminals that are one piece of wire. */
export class Nets {
  readonly #parent = new Map<string, string>();

  join(a: string, b: string): void {
    this.#parent.set(this.#root(a), this.#root(b));
  }

  /** Every terminal joined to this one, itself included, sorted. */
  of(terminal: string): readonly string[] {
    const root = this.#root(terminal);
    return [...this.#parent.keys()].filter((other) => this.#root(other) === root).sort();
  }

  /** Every net that has two or more of the terminals asked for, with only these, in the form of wantedNets. */
  among(asked: (terminal: string) => boolean): readonly string[] {
    const roots = new Set([...this.#parent.keys()].map((terminal) => this.#root(terminal)));
    return inOrder([...roots].map((root) => this.of(root).filter(asked)));
  }

  #root(terminal: string): string {
    const parent = this.#parent.get(terminal);
    if (parent === undefined) this.#parent.set(terminal, terminal);
    return parent === undefined || parent === terminal ? terminal : this.#root(parent);
  }
}

/** Nets of two terminals or more, each written as its sorted terminals, sorted. */
function inOrder(nets: readonly (readonly string[])[]): readonly string[] {
  return nets
    .filter((net) => net.length > 1)
    .map((net) => [...net].sort().join(" "))
    .sort();
}

/** What a circuit of this pin map has to join, and nothing else; the load of the relay is left out. */
export function wantedNets(map: PinMap): readonly string[] {
  const pin = (number: number) => `uno:${number < 14 ? number : `A${number - 14}`}`;
  const ground = ["uno:GND", "button:2"];
  const supply = ["uno:5V"];
  (map.led.common === "cathode" ? ground : supply).push("led:common");
  const nets = [ground, supply, [pin(map.button.pin), "button:1"]];
  for (const color of ["red", "green", "blue"] as const)
    nets.push([pin(map.led[color]), `r-${color}:1`], [`r-${color}:2`, `led:${color}`]);
  if (map.relay.fitted) {
    ground.push("relay:GND");
    supply.push("relay:VCC");
    nets.push([pin(map.relay.pin), "relay:IN"]);
  }
  return inOrder(nets);
}
