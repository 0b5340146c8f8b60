import { after, type Instant, instant, NEVER } from "../time.ts";
import { ABOVE_TRIP, HOLD_UP, ROOM, UNPROTECTED } from "./body.ts";
import type { Circuit, CircuitFault, CircuitInput, CircuitSink } from "./circuit.ts";
import { newLoose, turn } from "./loose.ts";
import { pass, settle } from "./settle.ts";

/** When the circuit will next do something by itself; null when never. */
export function circuitDeadline(circuit: Circuit): Instant | null {
  const { loose, sagsAt, stepsAt, overAt, turnsAt } = circuit;
  const at = instant(Math.min(loose?.turnsAt ?? NEVER, sagsAt, stepsAt, overAt, turnsAt));
  return at === NEVER ? null : at;
}

/** Lets time pass until `to`, all that is due until then included, in order. */
export function advanceCircuit(circuit: Circuit, to: Instant, sink: CircuitSink): void {
  for (let at = circuitDeadline(circuit); at !== null && at <= to; at = circuitDeadline(circuit)) {
    circuit.now = at;
    if (circuit.loose?.turnsAt === at) flicker(circuit, sink);
    else if (circuit.sagsAt === at) sag(circuit, sink);
    else if (circuit.overAt === at) tellOverload(circuit, sink);
    else if (circuit.turnsAt === at) pass(circuit, sink);
    settle(circuit, sink);
  }
  if (to > circuit.now) circuit.now = to;
}

/** Lets one input happen at `at`, after everything that was due until then. */
export function stepCircuit(circuit: Circuit, input: CircuitInput, at: Instant, sink: CircuitSink): void {
  advanceCircuit(circuit, at, sink);
  take(circuit, input, sink);
  settle(circuit, sink);
  advanceCircuit(circuit, circuit.now, sink);
}

function take(circuit: Circuit, input: CircuitInput, sink: CircuitSink): void {
  switch (input.kind) {
    case "coil":
      circuit.coil = input.closed;
      if (input.closed) circuit.overTold = false;
      // Power that goes on flowing after the relay was to open is what tells a welded one.
      if (!input.closed && circuit.welded && circuit.watts > 0) circuit.told = -1;
      break;
    case "plugOn":
      circuit.overTold = false;
      circuit.told = 0;
      break;
    case "mains":
      circuit.plugged = input.on;
      if (!input.on) reseat(circuit, sink);
      break;
    case "attach":
      circuit.load = input.load;
      circuit.surplus = false;
      circuit.fedSince = NEVER;
      break;
    case "air":
      circuit.air = input.air;
      break;
    case "raise":
      raise(circuit, input.fault, input.seed, sink);
      break;
    case "clear":
      clear(circuit, input.fault, sink);
      break;
    case "replace":
      circuit.outlet = input.outlet;
      circuit.coil = false;
      circuit.welded = false;
      circuit.hot = false;
      circuit.overAt = NEVER;
      heatTo(circuit, ROOM);
      break;
  }
}

function raise(circuit: Circuit, fault: CircuitFault, seed: number, sink: CircuitSink): void {
  switch (fault) {
    case "overheat":
      circuit.air = "confined";
      heatTo(circuit, (circuit.outlet?.overheat ?? UNPROTECTED).trip + ABOVE_TRIP);
      break;
    case "overload":
      circuit.surplus = true;
      break;
    case "loose-connection":
      reseat(circuit, sink);
      circuit.loose = newLoose(seed, circuit.now);
      break;
    case "welded-relay":
      circuit.welded = true;
      break;
  }
}

function clear(circuit: Circuit, fault: CircuitFault, sink: CircuitSink): void {
  switch (fault) {
    case "overheat":
      circuit.air = "open";
      heatTo(circuit, ROOM);
      break;
    case "overload":
      circuit.surplus = false;
      break;
    case "loose-connection":
      reseat(circuit, sink);
      break;
    case "welded-relay":
      circuit.welded = false;
      break;
  }
}

/** What is wrong now, by a fault that was raised or by itself. */
export function circuitFaults({ hot, surplus, loose, welded }: Circuit): readonly CircuitFault[] {
  const faults: CircuitFault[] = [];
  if (hot) faults.push("overheat");
  if (surplus) faults.push("overload");
  if (loose !== null) faults.push("loose-connection");
  if (welded) faults.push("welded-relay");
  return faults;
}

function heatTo(circuit: Circuit, celsius: number): void {
  circuit.heat = { ...circuit.heat, since: circuit.now, celsius };
}

function flicker(circuit: Circuit, sink: CircuitSink): void {
  const loose = circuit.loose!;
  turn(loose);
  if (!circuit.plugged) return;
  if (!loose.dipping) mainsReturns(circuit, sink);
  else {
    circuit.sagsAt = after(circuit.now, HOLD_UP);
    sink({ kind: "tell", input: { kind: "mainsDip" } });
  }
}

function sag(circuit: Circuit, sink: CircuitSink): void {
  circuit.sagsAt = NEVER;
  circuit.sagging = true;
  sink({ kind: "supply", on: false });
}

function mainsReturns(circuit: Circuit, sink: CircuitSink): void {
  circuit.sagsAt = NEVER;
  if (!circuit.sagging) sink({ kind: "tell", input: { kind: "mainsBack" } });
  else {
    circuit.sagging = false;
    sink({ kind: "supply", on: true });
  }
}

/** Pushed in all the way: a dip that goes on is over. */
function reseat(circuit: Circuit, sink: CircuitSink): void {
  const dipping = circuit.loose?.dipping;
  circuit.loose = null;
  if (dipping) mainsReturns(circuit, sink);
}

function tellOverload(circuit: Circuit, sink: CircuitSink): void {
  circuit.overAt = NEVER;
  circuit.overTold = true;
  sink({ kind: "tell", input: { kind: "overloaded" } });
}
