/** How often who is busy is looked at, ms. */
const LOOK = 1;

/** Resolves once `busy` answers false; false when it did not within `patience`, ms of real time. */
export async function settled(busy: () => boolean, patience: number): Promise<boolean> {
  for (const end = performance.now() + patience; busy(); ) {
    if (performance.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  return true;
}
