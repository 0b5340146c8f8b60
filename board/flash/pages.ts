/** What an ATmega328P writes at one go. */
const PAGE_BYTES = 128;
const ERASED = 0xff;

export interface Page {
  /** Of its first byte. */
  readonly address: number;
  /** 128 bytes. */
  readonly data: Uint8Array;
}

/** All pages from the first to the last that is not erased, at least one. What lies between is written too: the old sketch is there. */
export function pagesOf(flash: Uint8Array): readonly [Page, ...Page[]] {
  const end = flash.findLastIndex((byte) => byte !== ERASED);
  const pageAt = (address: number): Page => ({
    address,
    data: flash.subarray(address, address + PAGE_BYTES),
  });
  const rest: Page[] = [];
  for (let address = PAGE_BYTES; address <= end; address += PAGE_BYTES) rest.push(pageAt(address));
  return [pageAt(0), ...rest];
}

/** A first page that does nothing for ever (rjmp to itself): all pins stay inputs, so nothing is switched. */
export const IDLE_PAGE: Page = {
  address: 0,
  data: new Uint8Array(PAGE_BYTES).fill(ERASED).fill(0xcf, 1, 2),
};
