#!/usr/bin/env node
import { processIo } from "./cli/io.ts";
import { main } from "./cli/main.ts";

const code = await main(process.argv.slice(2), processIo());
// A library that keeps a handle must not keep the program; what was written is flushed first.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
