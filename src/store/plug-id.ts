import { StoreError } from "./store-error.ts";

const PLUG_ID = /^[a-z0-9-]{1,48}$/;

/** Whether a text can name a plug: 1 to 48 of a-z, 0-9 and "-", so that it is safe as a directory and as an MQTT topic level. */
export const isPlugId = (text: string): boolean => PLUG_ID.test(text);

/** @throws StoreError `bad-id` */
export function checkedPlugId(text: string): string {
  if (isPlugId(text)) return text;
  throw new StoreError(
    "bad-id",
    `${JSON.stringify(text.slice(0, 60))} cannot name a plug: use 1 to 48 of the characters a-z, 0-9 and "-".`,
  );
}

/** The name of a plug that was not given one: `plug-` and the first 6 hex digits of its serial. */
export const plugIdOf = (serial: string): string => `plug-${serial.slice(0, 6)}`;
