import { avrInstruction, CPU, usart0Config } from "avr8js";
import { beforeEach, describe, expect, it } from "vitest";
import { Usart } from "../../../board/emulated-uno/usart.ts";

const { UCSRA, UCSRB, UBRRL, UDR } = usart0Config;
const RXC = 0x80;
const TXC = 0x40;
const UDRE = 0x20;
const U2X = 0x02;
const RECEIVE = 0x10;
const SEND = 0x08;
const UDRIE = 0x20;
const UDRE_VECTOR = 0x26;
/** 57,600 baud as the Arduino core sets it: 10 bits of 17 x 8 cycles. */
const BAUD = 34 - 1;
const BYTE = 10 * 34 * 8;
/** avr8js deals with one event an instruction: of those due at once, some come a cycle or two later. */
const TIE = 3;

describe("the emulated serial port", () => {
  let cpu: CPU;
  let usart: Usart;
  const run = (cycles: number) => {
    for (let step = 0; step < cycles; step += 1) {
      avrInstruction(cpu);
      cpu.tick();
    }
  };

  beforeEach(() => {
    cpu = new CPU(new Uint16Array(32_768), 2048);
    usart = new Usart(cpu, 16_000_000);
    cpu.writeData(UCSRA, U2X);
    cpu.writeData(UBRRL, BAUD);
    cpu.writeData(UCSRB, RECEIVE | SEND);
  });

  it("delivers received bytes one byte time apart", () => {
    usart.receive([0x11, 0x22]);
    run(BYTE - 1);
    expect(cpu.readData(UCSRA) & RXC).toBe(0);
    run(1);
    expect(cpu.readData(UCSRA) & RXC).toBe(RXC);
    expect(cpu.readData(UDR)).toBe(0x11);
    run(BYTE - 1);
    expect(cpu.readData(UCSRA) & RXC).toBe(0);
    run(1);
    expect(cpu.readData(UDR)).toBe(0x22);
    expect(usart.quiet).toBe(true);
  });

  it("lets a sent byte out after its byte time", () => {
    const sent: number[] = [];
    usart.onByte = (byte) => sent.push(byte);
    cpu.writeData(UDR, 0x5a);
    run(BYTE - 1);
    expect([sent, usart.quiet]).toEqual([[], false]);
    run(TIE);
    expect([sent, usart.quiet]).toEqual([[0x5a], true]);
  });

  it("keeps a received byte when the firmware writes the control register before it reads", () => {
    usart.receive([0x33]);
    run(BYTE);
    cpu.writeData(UCSRB, RECEIVE | SEND | UDRIE);
    expect(cpu.readData(UCSRA) & RXC).toBe(RXC);
    expect(cpu.readData(UDR)).toBe(0x33);
  });

  it("keeps its read-only flags when the firmware writes the status register", () => {
    usart.receive([0x44]);
    cpu.writeData(UDR, 0x5a);
    run(BYTE + TIE);
    cpu.writeData(UCSRA, U2X);
    expect(cpu.readData(UCSRA)).toBe(RXC | TXC | UDRE | U2X);
    cpu.writeData(UCSRA, U2X | TXC);
    expect(cpu.readData(UCSRA)).toBe(RXC | UDRE | U2X);
  });

  it("asks for the next byte again and again while it is not given one", () => {
    cpu.writeData(UCSRB, RECEIVE | SEND | UDRIE);
    for (const _turn of [1, 2]) {
      cpu.data[95] = 0x80;
      run(1);
      expect(cpu.pc).toBe(UDRE_VECTOR);
      cpu.pc = 0;
    }
  });

  it("loses what arrives before the firmware listens, and nothing after", () => {
    cpu.writeData(UCSRB, 0);
    usart.receive([1, 2, 3]);
    run(2.5 * BYTE);
    cpu.writeData(UCSRB, RECEIVE);
    run(1.5 * BYTE);
    expect(cpu.readData(UCSRA) & RXC).toBe(0);
    usart.receive([4]);
    run(BYTE);
    expect(cpu.readData(UDR)).toBe(4);
  });
});
