export { type Chips, chipLines, listChips } from "./chip.ts";
export { GpioError } from "./gpio-error.ts";
export { GpiochipIo, type GpiochipIoOptions, type PinName } from "./gpiochip-io.ts";
export type { Edge } from "./line-request.ts";
export type { Pin } from "./pins.ts";
export type { Syscalls } from "./syscalls.ts";
export type { Bias, ChipInfo, Level, LineInfo } from "./uapi.ts";
