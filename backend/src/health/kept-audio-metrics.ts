import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { KeptAudio } from '../streaming/index.js';

/** The figures of audio from elsewhere that is kept on this machine. */
@Injectable()
export class KeptAudioMetrics {
  private readonly bytes: Gauge;
  private readonly pinned: Gauge;
  private readonly files: Gauge;
  private readonly limit: Gauge;

  constructor(
    registry: Registry,
    private readonly kept: KeptAudio,
  ) {
    const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [registry] });
    this.bytes = gauge('pyxis_kept_audio_bytes', 'Audio from elsewhere that is kept, in bytes.');
    this.pinned = gauge('pyxis_kept_audio_pinned_bytes', 'What of it stays whatever room is needed, in bytes.');
    this.files = gauge('pyxis_kept_audio_files', 'Tracks of which audio is kept, in part or whole.');
    this.limit = gauge('pyxis_kept_audio_limit_bytes', 'Most that may be kept: streaming.cache.remoteMaxSize.');
  }

  async read(): Promise<void> {
    const { files, storedBytes, pinnedBytes, maxBytes } = await this.kept.totals();
    this.files.set(files);
    this.bytes.set(storedBytes);
    this.pinned.set(pinnedBytes);
    this.limit.set(maxBytes);
  }
}
