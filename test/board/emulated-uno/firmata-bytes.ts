/** Messages of the Firmata protocol 2.x, as bytes. */
export const PIN = { input: 0, output: 1, pwm: 3 } as const;
/** Report changes of the pins 0-7. */
export const REPORT_PORT_0: readonly number[] = [0xd0, 1];

export const pinMode = (pin: number, mode: number): readonly number[] => [0xf4, pin, mode];

/** Sets the eight pins of a port (0: pins 0-7, 1: pins 8-13): those named high, the others low. */
export function digitalWrite(port: 0 | 1, high: readonly number[]): readonly number[] {
  const bits = high.reduce((sum, pin) => sum | (1 << (pin - 8 * port)), 0);
  return [0x90 | port, bits & 0x7f, bits >> 7];
}

export const analogWrite = (pin: number, value: number): readonly number[] => [
  0xe0 | pin,
  value & 0x7f,
  value >> 7,
];
