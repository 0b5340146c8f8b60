export const STARTS = ["boxed", "unplugged", "setup", "online", "offline"] as const;
/**
 * How a bench begins. Without power: `boxed` never set up, `unplugged` set up and listed by the home's account. With power:
 * `setup` never set up and waiting for it; `online` set up, outlet off; `offline` the same with the home's Wi-Fi down.
 */
export type Start = (typeof STARTS)[number];
