import { after, NEVER, since } from "../time.ts";
import { AIRS, CONTACT_OHM, HEAT_CAPACITY, STANDBY, SURPLUS, UNPROTECTED } from "./body.ts";
import type { Circuit, CircuitSink } from "./circuit.ts";
import { celsiusAt, reaches } from "./heat.ts";
import { drawAt } from "./load.ts";

/** Brings up to date what follows from the rest, and tells what of it the plug measures. Only after something changed. */
export function settle(circuit: Circuit, sink: CircuitSink): void {
  const dipping = circuit.loose?.dipping === true;
  const contact = circuit.welded || (circuit.coil && !dipping);
  if (contact !== circuit.contact) sink({ kind: "contact", closed: (circuit.contact = contact) });
  feed(circuit, contact && circuit.plugged && !dipping);
  watchLoad(circuit);
  warm(circuit);
  watchHeat(circuit, sink);
  if (circuit.watts === circuit.told || circuit.outlet?.meter == null) return;
  circuit.told = circuit.watts;
  sink({ kind: "tell", input: { kind: "metered", watts: circuit.watts } });
}

function feed(circuit: Circuit, fed: boolean): void {
  const { now, outlet, load, surplus } = circuit;
  circuit.stepsAt = NEVER;
  circuit.watts = 0;
  if (!fed || outlet === null) {
    circuit.fedSince = NEVER;
    return;
  }
  if (circuit.fedSince === NEVER) circuit.fedSince = now;
  if (surplus) circuit.watts = SURPLUS * outlet.watts;
  if (load === null) return;
  const { watts, lasts } = drawAt(load, since(circuit.fedSince, now));
  circuit.watts += watts;
  if (lasts !== null) circuit.stepsAt = after(now, lasts);
}

function watchLoad(circuit: Circuit): void {
  const { outlet, watts, now } = circuit;
  if (outlet === null || outlet.overload === null || watts <= outlet.watts) {
    circuit.overAt = NEVER;
    circuit.overTold = false;
  } else if (circuit.overAt === NEVER && !circuit.overTold) circuit.overAt = after(now, outlet.overload.for);
}

/** The heat starts anew from where it is, if what decides where it goes has changed. */
export function warm(circuit: Circuit): void {
  const { now, outlet, watts, plugged, air, heat } = circuit;
  const amps = outlet === null ? 0 : watts / outlet.volts;
  const loss = (plugged ? STANDBY : 0) + amps ** 2 * CONTACT_OHM;
  const { kelvinPerWatt, celsius } = AIRS[air];
  const settles = celsius + kelvinPerWatt * loss;
  const tau = kelvinPerWatt * HEAT_CAPACITY * 1000;
  if (settles === heat.settles && tau === heat.tau) return;
  circuit.heat = { since: now, celsius: celsiusAt(heat, now), settles, tau };
}

function watchHeat(circuit: Circuit, sink: CircuitSink): void {
  const { heat, hot, outlet, now } = circuit;
  const { trip, release } = outlet?.overheat ?? UNPROTECTED;
  if (heat.since === now && (hot ? heat.celsius <= release : heat.celsius >= trip)) {
    pass(circuit, sink);
    return;
  }
  if (hot) circuit.turnsAt = heat.settles < release ? reaches(heat, release) : NEVER;
  else circuit.turnsAt = heat.settles > trip ? reaches(heat, trip) : NEVER;
}

/** It gets too hot inside, or cool again. */
export function pass(circuit: Circuit, sink: CircuitSink): void {
  circuit.hot = !circuit.hot;
  if (circuit.outlet?.overheat != null) sink({ kind: "tell", input: { kind: circuit.hot ? "hot" : "cool" } });
  watchHeat(circuit, sink);
}
