const ERASED = 0xff;

/** What the chip writes at one go. */
export interface Page {
  /** Of its first byte. */
  readonly address: number;
  readonly data: Uint8Array;
}

/** All pages from the first to the last that is not erased, at least one. What lies between is written too: the old sketch is there. */
export function pagesOf(flash: Uint8Array, pageBytes: number): readonly [Page, ...Page[]] {
  const end = flash.findLastIndex((byte) => byte !== ERASED);
  const pageAt = (address: number): Page => ({
    address,
    data: flash.subarray(address, address + pageBytes),
  });
  const rest: Page[] = [];
  for (let address = pageBytes; address <= end; address += pageBytes) rest.push(pageAt(address));
  return [pageAt(0), ...rest];
}

/**
 * A first page that does nothing for ever (rjmp to itself): all pins stay inputs, so nothing is switched. After a reset these boards
 * start their bootloaders (fuse BOOTRST), not this.
 */
export const idlePage = (pageBytes: number): Page => ({
  address: 0,
  data: new Uint8Array(pageBytes).fill(ERASED).fill(0xcf, 1, 2),
});
