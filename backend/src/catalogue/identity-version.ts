/** Counts up whenever the functions that make identity keys give another key for some name; stored with each key. */
export const IDENTITY_VERSION = 1;
