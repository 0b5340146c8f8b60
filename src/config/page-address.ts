import { UsageError } from "../usage-error.ts";

/** Where the bench page is served; null: nowhere. */
export type PageAddress = { readonly host: string; readonly port: number } | null;

const HERE = "127.0.0.1";
const FORMS = 'write a PORT such as 8080 (0: any free one), HOST:PORT, or "off"';

/** @throws UsageError */
export function parsePageAddress(text: string): PageAddress {
  if (text === "off") return null;
  const [, bracketed, name, digits] =
    /^(?:(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):)?([0-9]{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined)
    throw new UsageError(`${JSON.stringify(text)} is no place for the bench page: ${FORMS}.`);
  if (port > 65_535) throw new UsageError(`There is no port ${digits}: the last is 65535.`);
  return { host: bracketed ?? name ?? HERE, port };
}
