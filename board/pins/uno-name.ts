/** The name printed beside a pin of the Uno. */
export const unoName = (pin: number): string => (pin < 14 ? String(pin) : `A${pin - 14}`);
