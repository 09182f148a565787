#!/usr/bin/env node
import { main } from "./main.js";

// A reader that stops reading (`bench list | head`) is no error; what is being measured is still recorded.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Not process.exit: output that is still on its way must arrive.
process.exitCode = await main(process.argv.slice(2), process);
