import { CLASSICAL } from './pairs/classical.js';
import { CREDITS } from './pairs/credits.js';
import { IDS } from './pairs/ids.js';
import { NUMBERS } from './pairs/numbers.js';
import { SCRIPTS } from './pairs/scripts.js';
import { SIGNS } from './pairs/signs.js';
import { UPLOADS } from './pairs/uploads.js';
import { VERSIONS } from './pairs/versions.js';

/** All pairs of recordings. */
export const RECORDINGS = [...SCRIPTS, ...NUMBERS, ...CLASSICAL, ...VERSIONS, ...UPLOADS, ...CREDITS, ...SIGNS, ...IDS];
