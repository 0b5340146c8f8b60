/** What the header of an ELF file says, as far as it decides where the file runs. */
export interface Elf {
  readonly machine: "arm64" | "arm" | "another";
  /** arm only: floating point in registers, as Debian's armhf has it. */
  readonly hardFloat: boolean;
  /** The newest glibc that it asks for, the 36 of 2.36; 0: none. */
  readonly glibc: number;
}

/** <elf.h>: EM_ARM, EM_AARCH64, EF_ARM_ABI_FLOAT_HARD. */
const MACHINES: Readonly<Record<number, Elf["machine"]>> = { 40: "arm", 183: "arm64" };
const HARD_FLOAT = 0x400;

/** Undefined: this is no ELF file, or one of a big-endian machine. */
export function readElf(bytes: Buffer): Elf | undefined {
  if (bytes.length < 0x40 || bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[5] !== 1) return undefined;
  const is64 = bytes[4] === 2;
  const versions = [...bytes.toString("latin1").matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) =>
    Number(minor),
  );
  return {
    machine: MACHINES[bytes.readUInt16LE(18)] ?? "another",
    hardFloat: (bytes.readUInt32LE(is64 ? 48 : 36) & HARD_FLOAT) !== 0,
    glibc: Math.max(0, ...versions),
  };
}
