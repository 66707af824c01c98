import type { Finding } from './facts.js';

export const same = (rule: string, evidence: string): Finding => ({ outcome: 'same', rule, evidence });
export const different = (rule: string, evidence: string): Finding => ({ outcome: 'different', rule, evidence });
export const doubtful = (rule: string, evidence: string): Finding => ({ outcome: 'doubtful', rule, evidence });
