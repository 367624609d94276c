// Preloaded into the node processes of a measured run: on its way out, each notes the most memory that it held, in KiB, in a line of its own.
'use strict';
const { appendFileSync } = require('node:fs');

process.once('exit', () => appendFileSync(process.env.PEAK_FILE, `${process.resourceUsage().maxRSS}\n`));
