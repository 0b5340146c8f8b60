export { compile, type Firmware } from "./chart/compile.ts";
export { drawChart } from "./chart/drawing.ts";
export { type Chart, chartOf, statesOf } from "./chart/plug-chart.ts";
export { REGION_NAMES, REGIONS, type Region, type Row, type TimerRow } from "./chart/row.ts";
export { pathOf, type Visit, type WalkOptions, type WalkResult, walk } from "./chart/walk.ts";
export { AIRS, type Air } from "./circuit/body.ts";
export {
  CIRCUIT_FAULTS,
  type Circuit,
  type CircuitEffect,
  type CircuitFault,
  type CircuitInput,
  type CircuitSink,
  newCircuit,
} from "./circuit/circuit.ts";
export { celsiusAt, type Heat } from "./circuit/heat.ts";
export { LOAD_LIMITS, type Load, type LoadStep } from "./circuit/load.ts";
export { LOAD_NAMES, LOADS, loadNamed, NO_LOAD, OWN_LOAD } from "./circuit/loads.ts";
export { advanceCircuit, circuitDeadline, circuitFaults, stepCircuit } from "./circuit/step.ts";
export { chanceOf, thrown } from "./dice.ts";
export type { Effect, Gesture, Notice, RefusalCode, Sink } from "./effects.ts";
export { energyAt, type Meter } from "./energy.ts";
export type { HomeChange } from "./home/change.ts";
export { advanceHome, type HomeInput, homeDeadline, newHome, stepHome } from "./home/home.ts";
export { type Account, type HomeRecord, homeRecord } from "./home/record.ts";
export type { Home, HomeEffect, HomeSink, Outage } from "./home/state.ts";
export * from "./indicator/pattern.ts";
export { lampAt, lampChangesAt, type Shown, shown } from "./indicator/shown.ts";
export { patternWords } from "./indicator/words.ts";
export {
  JOIN_FAILURES,
  type JoinFailure,
  NETWORK_TROUBLES,
  type NetworkTrouble,
  type PlugInput,
  type Provision,
  SOURCES,
  type Source,
} from "./input/inputs.ts";
export {
  FACTORY_VERSION,
  type FirmwareSlots,
  factoryRecord,
  type NvmHealth,
  type NvmRecord,
  type ResetIntent,
  type WifiCredentials,
} from "./nvm/record.ts";
export { type Schedule, WEEKDAYS, type Weekday } from "./nvm/schedule.ts";
export type { Climb, Plug } from "./plug.ts";
export { amazonSmartPlug } from "./profiles/amazon-smart-plug.ts";
export { echo } from "./profiles/echo.ts";
export { echoDot } from "./profiles/echo-dot.ts";
export { echoAmazonQuoted, echoThirdParty } from "./profiles/echo-readings.ts";
export type { Finding } from "./profiles/finding.ts";
export { genericRedBlink } from "./profiles/generic-red-blink.ts";
export { genericRedBlinkCoded } from "./profiles/generic-red-blink-coded.ts";
export { kasaPlug } from "./profiles/kasa-plug.ts";
export { indistinguishable, lint, whenWords } from "./profiles/lint.ts";
export { matterPlug } from "./profiles/matter-plug.ts";
export * from "./profiles/profile.ts";
export { type Beginning, beginnings, isSoft, keepsPersonal } from "./profiles/resets.ts";
export { shellyHomekit } from "./profiles/shelly-homekit.ts";
export { shellyPlugS } from "./profiles/shelly-plug-s.ts";
export { tasmotaPlug } from "./profiles/tasmota-plug.ts";
export { tuyaPlug } from "./profiles/tuya-plug.ts";
export { PLAIN, UNKNOWN_OUTLET, UNKNOWN_TIMINGS } from "./profiles/write.ts";
export { advance, nextDeadline, type PowerOn, powerOn, stateOf, step } from "./step.ts";
export * from "./time.ts";
export { firstDifference, lineOf, replay, type TraceRecord, type TraceSink } from "./trace.ts";
export { TROUBLES, type Trouble, troublesOf } from "./troubles.ts";
