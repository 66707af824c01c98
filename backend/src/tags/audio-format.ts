/** What the sound of a file is like. */
export interface AudioFormat {
  readonly codec: 'mp3' | 'flac' | 'vorbis' | 'opus' | 'aac' | 'alac' | 'pcm' | 'wma';
  readonly container: 'mpeg' | 'flac' | 'ogg' | 'mp4' | 'adts' | 'wav' | 'aiff' | 'asf' | 'matroska';
  readonly mimeType: string;
  readonly durationMs: number;
  /** Average over the audio. */
  readonly bitrateKbps: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Lossless formats only. */
  readonly bitDepth?: number;
}
