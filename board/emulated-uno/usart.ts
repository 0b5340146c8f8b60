import { AVRUSART, type CPU, usart0Config } from "avr8js";

const { UCSRA, UCSRB } = usart0Config;
const RXC = 0x80;
const TXC = 0x40;
const UDRE = 0x20;
const RXEN = 0x10;
/** A byte at 57,600 baud: 10 bits of 17 x 16 cycles. How long one lasts that nobody listens to. */
const BYTE_CYCLES = 2720;

type Interrupt = Parameters<CPU["setInterruptFlag"]>[0];
/** The parts of avr8js 0.21.1's AVRUSART that its types hide. */
interface UsartInternals {
  readonly RXC: Interrupt;
  readonly UDRE: { constant?: boolean };
  readonly cyclesPerChar: number;
}

/** The chip's serial port as the other end of the line sees it: bytes last as long as they do on the wire. */
export class Usart {
  /** A whole byte has left the chip. */
  onByte: (byte: number) => void = () => {};
  readonly core: AVRUSART;
  readonly #cpu: CPU;
  readonly #incoming: number[] = [];
  #receiving = false;
  #leaving = 0;

  constructor(cpu: CPU, frequency: number) {
    this.#cpu = cpu;
    this.core = new AVRUSART(cpu, usart0Config, frequency);
    const inside = this.core as unknown as UsartInternals;
    workRound(cpu, inside);
    this.core.onRxComplete = () => this.#receiveNext();
    this.core.onByteTransmit = (byte) => {
      this.#leaving += 1;
      cpu.addClockEvent(() => {
        this.#leaving -= 1;
        this.onByte(byte);
      }, inside.cyclesPerChar);
    };
  }

  /** Sends bytes to the chip, one after the other, each in its own time. */
  receive(bytes: Iterable<number>): void {
    this.#incoming.push(...bytes);
    if (!this.#receiving) this.#receiveNext();
  }

  /** No byte is on the wire in either direction. */
  get quiet(): boolean {
    return !this.#receiving && this.#leaving === 0;
  }

  #receiveNext(): void {
    const byte = this.#incoming.shift();
    this.#receiving = byte !== undefined;
    if (byte === undefined || this.core.writeByte(byte)) return;
    // The firmware has not switched its receiver on yet: the byte passes unheard.
    this.#cpu.addClockEvent(() => this.#receiveNext(), BYTE_CYCLES);
  }
}

/** Three faults of avr8js 0.21.1, each seen to hang the firmware or to lose a byte. */
function workRound(cpu: CPU, inside: UsartInternals): void {
  // "Data register empty" is a level, not an edge: it asks for its interrupt again while it is true.
  inside.UDRE.constant = true;

  // Writing UCSR0A must not clear the read-only flags, nor TXC without a one written to it.
  const writeA = cpu.writeHooks[UCSRA];
  cpu.writeHooks[UCSRA] = (value, old, address, mask) => {
    const stored = writeA?.(value, old, address, mask);
    cpu.data[UCSRA] = (cpu.data[UCSRA] ?? 0) | (old & (RXC | UDRE | (value & TXC ? 0 : TXC)));
    return stored;
  };

  // Writing UCSR0B (done for each byte sent) must not drop a byte that waits to be read.
  const writeB = cpu.writeHooks[UCSRB];
  cpu.writeHooks[UCSRB] = (value, old, address, mask) => {
    const waiting = (cpu.data[UCSRA] ?? 0) & RXC;
    const stored = writeB?.(value, old, address, mask);
    if (waiting && value & RXEN) cpu.setInterruptFlag(inside.RXC);
    return stored;
  };
}
