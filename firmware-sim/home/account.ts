import { type Home, type HomeSink, keep, tell } from "./state.ts";

/** Simulated accounts that one home remembers. */
const ACCOUNTS = 16;

export function list(home: Home, name: string, sink: HomeSink): void {
  const others = home.record.accounts.filter((account) => account.name !== name);
  const [own, ...rest] = home.record.accounts;
  const listed = { name, listsPlug: true };
  // The home's own account stays first, and is never forgotten.
  const accounts = own?.name === name ? [listed, ...rest] : [own!, listed, ...others.slice(1)];
  keep(home, { accounts: accounts.slice(0, ACCOUNTS) }, sink);
}

/** `resets`: the plug is of a make that resets itself when it hears of it (facts e17). */
export function unlist(home: Home, sink: HomeSink, resets = false): void {
  const { accounts, owesRemoval } = home.record;
  const listed = accounts.some(({ listsPlug }) => listsPlug);
  const unlisted = accounts.map(({ name }) => ({ name, listsPlug: false }));
  keep(home, { accounts: unlisted, owesRemoval: owesRemoval || (listed && resets) }, sink);
}

/** Whenever the plug reaches the cloud. What is owed stays so until the plug acts on it: a power cut may come between. */
export function tellRemoval(home: Home, sink: HomeSink): void {
  if (!home.record.owesRemoval || !home.reached) return;
  home.toldRemoval = true;
  tell(sink, { kind: "removed" });
}

/** The plug asked for something that it asks for only after a reset. */
export function removalHeard(home: Home, sink: HomeSink): void {
  if (!home.toldRemoval) return;
  home.toldRemoval = false;
  keep(home, { owesRemoval: false }, sink);
}
