#!/usr/bin/env node
import './check-runtime.js';

// Not a static import: those are loaded side by side, and the check must come before any native code.
const { run } = await import('./cli/run.js');
await run(process.argv.slice(2));
