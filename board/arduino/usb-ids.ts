/** As a port tells them: four hexadecimal digits in either case. */
export interface UsbIds {
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

export const UNO = "Arduino Uno";
export const MEGA = "Arduino Mega 2560";
export const MEGA_ADK = "Arduino Mega ADK";

const ARDUINO = ["2341", "2a03"];
const RASPBERRY_PI = "2e8a";

/** Product ids by boards.txt of Arduino's cores avr 1.8.7 and renesas_uno. */
const BOARDS: Readonly<Record<string, readonly string[]>> = {
  [UNO]: ["0001", "0043", "006a", "0243"],
  "Arduino Uno R4 Minima": ["0069", "0369"],
  "Arduino Uno R4 WiFi": ["006d", "1002"],
  "Arduino Nano R4": ["0074", "0374"],
  [MEGA]: ["0010", "0042", "0210", "0242"],
  [MEGA_ADK]: ["003f", "0044"],
  "Arduino Leonardo": ["0036", "8036"],
  "Arduino Micro": ["0037", "0237", "8037", "8237"],
};

/** "Arduino Uno"; undefined where the ids do not tell, as those of a serial chip that many boards have. */
export function boardName({ vendorId = "", productId = "" }: UsbIds): string | undefined {
  const vendor = vendorId.toLowerCase();
  if (vendor === RASPBERRY_PI) return "Raspberry Pi Pico";
  if (!ARDUINO.includes(vendor)) return undefined;
  return Object.entries(BOARDS).find(([, products]) => products.includes(productId.toLowerCase()))?.[0];
}
