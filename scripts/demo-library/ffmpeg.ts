import { spawnSync } from 'node:child_process';

/** Room for a minute of decoded stereo. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs ffmpeg from PATH without touching the terminal.
 * @throws Error with what ffmpeg said when it fails or is not there
 */
export function ffmpeg(args: readonly string[], input?: Uint8Array): { stdout: Buffer; stderr: string } {
  const run = spawnSync('ffmpeg', ['-nostdin', '-hide_banner', '-y', ...args], { input, maxBuffer: MAX_OUTPUT_BYTES });
  if (run.error !== undefined) throw run.error;
  const stderr = run.stderr.toString('utf8');
  if (run.status !== 0) throw new Error(`ffmpeg ended with ${String(run.status)}:\n${stderr}`);
  return { stdout: run.stdout, stderr };
}

/** The input arguments for interleaved 32-bit float stereo on standard input. */
export function pcmInput(sampleRate: number): string[] {
  return ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2', '-i', 'pipe:0'];
}

/** Decodes a file to interleaved 32-bit float stereo at its own rate. */
export function decode(path: string): Float32Array {
  const { stdout } = ffmpeg(['-loglevel', 'error', '-i', path, '-f', 'f32le', '-ac', '2', 'pipe:1']);
  return new Float32Array(new Uint8Array(stdout).buffer);
}
