/** A recording stops at so many bytes, and nothing larger is read: months of an ordinary plug. A choice. */
export const LARGEST_TRACE = 64 * 1024 * 1024;
/** Bytes of a VCD file that is read: a button's edges are few, whatever else was captured. A choice. */
export const LARGEST_CAPTURE = 128 * 1024 * 1024;
/** Characters; a whole profile in the first line may have 256 KiB, topics in a record 128 KiB. */
export const LONGEST_LINE = 1024 * 1024;
/** Ms that a trace or a capture may tell of: a year. Longer is no recording, and would take hours to replay. */
export const LONGEST_SPAN = 366 * 86_400_000;
