export { compile, type Firmware } from "./chart/compile.ts";
export { drawChart } from "./chart/drawing.ts";
export { type Chart, chartOf, statesOf } from "./chart/plug-chart.ts";
export { REGION_NAMES, REGIONS, type Region, type Row, type TimerRow } from "./chart/row.ts";
export { pathOf, type Visit, type WalkOptions, type WalkResult, walk } from "./chart/walk.ts";
export type { Effect, Gesture, Notice, RefusalCode, Sink } from "./effects.ts";
export {
  type Account,
  advanceHome,
  type Home,
  type HomeEffect,
  type HomeInput,
  type HomeRecord,
  type HomeSink,
  homeDeadline,
  homeRecord,
  newHome,
  type Outage,
  stepHome,
} from "./home/home.ts";
export * from "./indicator/pattern.ts";
export { lampAt, lampChangesAt, type Shown, shown } from "./indicator/shown.ts";
export { patternWords } from "./indicator/words.ts";
export type { JoinFailure, PlugInput, Provision, Source } from "./input/inputs.ts";
export {
  factoryRecord,
  type NvmHealth,
  type NvmRecord,
  type ResetIntent,
  type WifiCredentials,
} from "./nvm/record.ts";
export type { Plug } from "./plug.ts";
export { amazonSmartPlug } from "./profiles/amazon-smart-plug.ts";
export { genericRedBlink } from "./profiles/generic-red-blink.ts";
export { kasaPlug } from "./profiles/kasa-plug.ts";
export { type Finding, indistinguishable, lint, whenWords } from "./profiles/lint.ts";
export { matterPlug } from "./profiles/matter-plug.ts";
export * from "./profiles/profile.ts";
export { shellyPlugS } from "./profiles/shelly-plug-s.ts";
export { tasmotaPlug } from "./profiles/tasmota-plug.ts";
export { tuyaPlug } from "./profiles/tuya-plug.ts";
export { advance, nextDeadline, type PowerOn, powerOn, stateOf, step } from "./step.ts";
export * from "./time.ts";
export { firstDifference, lineOf, replay, type TraceRecord, type TraceSink } from "./trace.ts";
