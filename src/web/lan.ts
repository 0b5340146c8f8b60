import { networkInterfaces } from "node:os";

const LOOPBACK = /^(127\.|::1$|localhost$)/i;
const ANY = ["0.0.0.0", "::"];

/** Whether only this computer can come to what listens there. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Where who listens at `host` can be come to; of every address, those in its networks, IPv4 first, none that needs a zone. */
export function addressesOf(host: string): readonly string[] {
  if (!ANY.includes(host)) return [host];
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const usable = all.filter(
    ({ internal, address, family }) =>
      !internal && !address.startsWith("fe80:") && (host === "::" || family === "IPv4"),
  );
  return usable.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}
