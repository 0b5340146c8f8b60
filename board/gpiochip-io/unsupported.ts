/** What a johnny-five component may call and lines that are only high or low cannot do. */
const METHODS = [
  "analogRead",
  "servoConfig",
  "servoWrite",
  ...["i2cConfig", "i2cRead", "i2cReadOnce", "i2cWrite", "i2cWriteReg"],
  ...["pingRead", "pulseIn"],
  ...["sendI2CConfig", "sendI2CReadRequest", "sendI2CWriteRequest"],
  ...["sendOneWireConfig", "sendOneWireDelay", "sendOneWireRead", "sendOneWireReset", "sendOneWireSearch"],
  ...["sendOneWireAlarmsSearch", "sendOneWireWrite", "sendOneWireWriteAndRead"],
  ...[
    "serialClose",
    "serialConfig",
    "serialFlush",
    "serialListen",
    "serialRead",
    "serialStop",
    "serialWrite",
  ],
  ...["stepperConfig", "stepperStep", "sysexCommand", "sysexResponse"],
] as const;

export const unsupported = (what: string) =>
  new Error(`${what} is not supported: a line of a GPIO chip is an input or an output, high or low`);

/** Methods that throw, so that a component says what it lacks instead of "is not a function". */
export const unsupportedMethods = Object.fromEntries(
  METHODS.map((name) => [
    name,
    () => {
      throw unsupported(name);
    },
  ]),
);
