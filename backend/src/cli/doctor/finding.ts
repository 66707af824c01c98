/**
 * What was looked at, and how it is. A note is neither good nor bad; a warning does not keep the server from doing its
 * work.
 */
export interface Finding {
  readonly state: 'ok' | 'note' | 'warning' | 'fault';
  readonly text: string;
}

export const ok = (text: string): Finding => ({ state: 'ok', text });
export const note = (text: string): Finding => ({ state: 'note', text });
export const warning = (text: string): Finding => ({ state: 'warning', text });
export const fault = (text: string): Finding => ({ state: 'fault', text });

/** The code of an error of the system, such as `EACCES`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
