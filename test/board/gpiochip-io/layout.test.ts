import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeChipInfo,
  decodeEvents,
  decodeLineInfo,
  decodeRequestFd,
  decodeValues,
  encodeConfig,
  encodeLineQuery,
  encodeRequest,
  encodeValues,
  FLAG,
  IOCTL,
  type LineConfig,
  SIZES,
} from "../../../board/gpiochip-io/uapi.ts";

const HEADER = "/usr/include/linux/gpio.h";
const hasCompiler = existsSync(HEADER) && spawnSync("gcc", ["--version"]).status === 0;

/** Values of C expressions over the kernel's own header; structures are filled from `bytes`. */
function inC(declarations: string, expressions: readonly string[]): bigint[] {
  const folder = mkdtempSync(join(tmpdir(), "gpio-layout-"));
  try {
    const source = join(folder, "layout.c");
    const prints = expressions.map((one) => `printf("%llu\\n", (unsigned long long)(${one}));`).join("\n");
    writeFileSync(
      source,
      `#include <stddef.h>\n#include <stdio.h>\n#include <linux/gpio.h>\n${declarations}\nint main(void) {\n${prints}\nreturn 0; }`,
    );
    execFileSync("gcc", ["-w", "-o", join(folder, "layout"), source]);
    return execFileSync(join(folder, "layout"), { encoding: "utf8" }).trim().split("\n").map(BigInt);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const cBytes = (type: string, name: string, bytes: Uint8Array) =>
  `union { unsigned char bytes[${bytes.length}]; struct ${type} it; } ${name} = { .bytes = { ${[...bytes].join(",")} } };`;

const input = (bias: "as-is" | "pull-up" | "pull-down" | "disabled", edges: boolean): LineConfig => ({
  output: false,
  bias,
  edges,
});

describe("the numbers of the ioctls", () => {
  it("are those of <linux/gpio.h>, which hold the structures' sizes", () => {
    expect(IOCTL).toEqual({
      chipInfo: 0x8044b401,
      lineInfo: 0xc100b405,
      getLine: 0xc250b407,
      setConfig: 0xc110b40d,
      getValues: 0xc010b40e,
      setValues: 0xc010b40f,
    });
  });
});

describe.skipIf(!hasCompiler)("the structures, as a C compiler sees them", () => {
  it("have the header's sizes, numbers and flags", () => {
    const wanted: [string, bigint][] = [
      ["GPIO_GET_CHIPINFO_IOCTL", BigInt(IOCTL.chipInfo)],
      ["GPIO_V2_GET_LINEINFO_IOCTL", BigInt(IOCTL.lineInfo)],
      ["GPIO_V2_GET_LINE_IOCTL", BigInt(IOCTL.getLine)],
      ["GPIO_V2_LINE_SET_CONFIG_IOCTL", BigInt(IOCTL.setConfig)],
      ["GPIO_V2_LINE_GET_VALUES_IOCTL", BigInt(IOCTL.getValues)],
      ["GPIO_V2_LINE_SET_VALUES_IOCTL", BigInt(IOCTL.setValues)],
      ["sizeof(struct gpio_v2_line_event)", BigInt(SIZES.event)],
      ["GPIO_V2_LINE_FLAG_USED", FLAG.used],
      ["GPIO_V2_LINE_FLAG_ACTIVE_LOW", FLAG.activeLow],
      ["GPIO_V2_LINE_FLAG_INPUT", FLAG.input],
      ["GPIO_V2_LINE_FLAG_OUTPUT", FLAG.output],
      ["GPIO_V2_LINE_FLAG_EDGE_RISING", FLAG.edgeRising],
      ["GPIO_V2_LINE_FLAG_EDGE_FALLING", FLAG.edgeFalling],
      ["GPIO_V2_LINE_FLAG_BIAS_PULL_UP", FLAG.pullUp],
      ["GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN", FLAG.pullDown],
      ["GPIO_V2_LINE_FLAG_BIAS_DISABLED", FLAG.biasDisabled],
    ];
    expect(
      inC(
        "",
        wanted.map(([name]) => name),
      ),
    ).toEqual(wanted.map(([, value]) => value));
  });

  it("carry a request of an input and two outputs", () => {
    const configs: LineConfig[] = [
      input("pull-up", true),
      { output: true, level: 1 },
      { output: true, level: 0 },
    ];
    const request = encodeRequest([17, 22, 27], configs, new TextEncoder().encode("plug"));
    const values = inC(cBytes("gpio_v2_line_request", "r", request), [
      ...["sizeof(r.it)", "r.it.num_lines", "r.it.offsets[0]", "r.it.offsets[1]", "r.it.offsets[2]"],
      ...[
        "r.it.offsets[3]",
        "r.it.event_buffer_size",
        "r.it.consumer[0]",
        "r.it.consumer[3]",
        "r.it.consumer[4]",
      ],
      ...["r.it.config.flags", "r.it.config.num_attrs", "r.it.config.attrs[0].attr.id"],
      ...["r.it.config.attrs[0].attr.flags", "r.it.config.attrs[0].mask", "r.it.config.attrs[1].attr.id"],
      ...["r.it.config.attrs[1].attr.values", "r.it.config.attrs[1].mask", "r.it.config.attrs[2].attr.id"],
      ...["offsetof(struct gpio_v2_line_request, fd)"],
    ]);
    expect(values).toEqual(
      [592, 3, 17, 22, 27, 0, 1024, 112, 103, 0, 4 + 16 + 32 + 256, 2, 1, 8, 6, 2, 2, 6, 0, 588].map(BigInt),
    );
  });

  it("are read back where C has them", () => {
    const places = inC("", [
      "offsetof(struct gpiochip_info, label)",
      "offsetof(struct gpiochip_info, lines)",
      "offsetof(struct gpio_v2_line_info, consumer)",
      "offsetof(struct gpio_v2_line_info, offset)",
      "offsetof(struct gpio_v2_line_info, flags)",
      "offsetof(struct gpio_v2_line_event, id)",
      "offsetof(struct gpio_v2_line_event, offset)",
      "offsetof(struct gpio_v2_line_event, line_seqno)",
    ]).map(Number);
    const [label = 0, lines = 0, consumer = 0, offset = 0, flags = 0, id = 0, eventOffset = 0, sequence = 0] =
      places;
    const chip = new Uint8Array(SIZES.chipInfo);
    chip.set(Buffer.from("chip7"), 0);
    chip.set(Buffer.from("é".repeat(16)), label);
    chip.set([58, 1], lines);
    expect(decodeChipInfo(chip, "/dev/x")).toEqual({
      path: "/dev/x",
      name: "chip7",
      label: "é".repeat(16),
      lines: 314,
    });
    const line = new Uint8Array(SIZES.lineInfo);
    line.set(Buffer.from("GPIO17"), 0);
    line.set(Buffer.from("someone"), consumer);
    line[offset] = 17;
    line[flags] = 0b1011;
    expect(decodeLineInfo(line)).toEqual({
      offset: 17,
      name: "GPIO17",
      consumer: "someone",
      used: true,
      output: true,
      activeLow: true,
    });
    const event = new Uint8Array(SIZES.event);
    event.set([0, 0, 0, 0, 0, 0, 0, 0x80], 0);
    event[id] = 2;
    event[eventOffset] = 17;
    event[sequence] = 5;
    expect(decodeEvents(event)).toEqual([{ timestampNs: 1n << 63n, level: 0, offset: 17, lineSequence: 5 }]);
  });
});

const anyConfig: fc.Arbitrary<LineConfig> = fc.oneof(
  fc.record({
    output: fc.constant(false as const),
    bias: fc.constantFrom("as-is", "pull-up", "pull-down", "disabled"),
    edges: fc.boolean(),
  }),
  fc.record({ output: fc.constant(true as const), level: fc.constantFrom(0, 1) }),
);

/** What the kernel makes of a configuration, line by line; its first attribute for a line counts. */
function effective(bytes: Uint8Array, line: number): { flags: bigint; level: bigint } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const attributes = Array.from({ length: view.getUint32(8, true) }, (_, index) => 32 + index * 24).filter(
    (at) => (view.getBigUint64(at + 16, true) >> BigInt(line)) & 1n,
  );
  const flagsAt = attributes.find((at) => view.getUint32(at, true) === 1);
  const valuesAt = attributes.find((at) => view.getUint32(at, true) === 2);
  return {
    flags: view.getBigUint64(flagsAt === undefined ? 0 : flagsAt + 8, true),
    level: valuesAt === undefined ? 0n : (view.getBigUint64(valuesAt + 8, true) >> BigInt(line)) & 1n,
  };
}

describe("a configuration of up to 64 lines", () => {
  it("gives every line its own direction, bias, edges and level, in at most ten attributes", () => {
    fc.assert(
      fc.property(fc.array(anyConfig, { minLength: 1, maxLength: 64 }), (configs) => {
        const bytes = encodeConfig(configs);
        expect(bytes.length).toBe(272);
        expect(new DataView(bytes.buffer).getUint32(8, true)).toBeLessThanOrEqual(10);
        for (const [index, config] of configs.entries()) {
          const { flags, level } = effective(bytes, index);
          expect(flags).toBe(effective(encodeConfig([config]), 0).flags);
          expect(level).toBe(config.output ? BigInt(config.level) : 0n);
        }
      }),
    );
  });

  it("keeps a request's line numbers, and leaves the kernel's file descriptor to be read", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 64 }),
        fc.integer(),
        fc.string(),
        (offsets, fd, consumer) => {
          const configs = offsets.map(() => input("as-is", false));
          const bytes = encodeRequest(offsets, configs, new TextEncoder().encode(consumer));
          const view = new DataView(bytes.buffer);
          expect(offsets.map((_, index) => view.getUint32(index * 4, true))).toEqual(offsets);
          expect(bytes[287]).toBe(0);
          view.setInt32(588, fd, true);
          expect(decodeRequestFd(bytes)).toBe(fd);
        },
      ),
    );
  });

  it("carries levels and questions unchanged", () => {
    const bits = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
    fc.assert(
      fc.property(bits, bits, fc.nat(0xffff), (levels, mask, offset) => {
        const values = encodeValues(levels, mask);
        expect(decodeValues(values)).toBe(levels);
        expect(new DataView(values.buffer).getBigUint64(8, true)).toBe(mask);
        expect(decodeLineInfo(encodeLineQuery(offset)).offset).toBe(offset);
      }),
    );
  });
});

describe("events", () => {
  it("are decoded from whole records, wherever in memory they lie", () => {
    const stamp = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
    const raw = fc.record({
      timestampNs: stamp,
      level: fc.constantFrom(0, 1),
      offset: fc.nat(63),
      lineSequence: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(raw, { maxLength: 20 }), fc.nat(47), fc.nat(7), (events, rest, shift) => {
        const memory = new Uint8Array(shift + events.length * 48 + rest);
        const bytes = memory.subarray(shift);
        const view = new DataView(memory.buffer, shift);
        for (const [index, event] of events.entries()) {
          view.setBigUint64(index * 48, event.timestampNs, true);
          view.setUint32(index * 48 + 8, event.level === 1 ? 1 : 2, true);
          view.setUint32(index * 48 + 12, event.offset, true);
          view.setUint32(index * 48 + 20, event.lineSequence, true);
        }
        expect(decodeEvents(bytes)).toEqual(events);
      }),
    );
  });
});
