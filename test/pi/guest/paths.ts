/** A link to the header chip's folder in sysfs, where gpio-sim has a folder for each line. */
export const HEADER = "/run/header";
/** Where the hand listens. */
export const SOCKET = "/run/hand";
