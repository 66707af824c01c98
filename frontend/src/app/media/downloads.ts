import { DOCUMENT, inject, Service } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import type { FoundAlbum, TrackView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { KnownSources } from './known-sources';

/** Music and episodes as files, where their source gives them. */
@Service()
export class Downloads {
  private readonly api = inject(Api);
  private readonly sources = inject(KnownSources);
  private readonly toasts = inject(Toasts);
  private readonly document = inject(DOCUMENT);

  readonly ready = this.sources.ready;

  givesAlbum({ sourceId, hasFiles = false }: FoundAlbum): boolean {
    return sourceId === undefined ? hasFiles : this.sources.givesFiles(sourceId);
  }

  /** A track of the library whose format is known is a file in a folder of the person's. */
  givesTrack({ sourceId, format }: TrackView): boolean {
    return sourceId === undefined ? format !== undefined : this.sources.givesFiles(sourceId);
  }

  /** Has the browser keep what is at an address, which tells its name. Where there is nothing, a toast says why. */
  async start(url: string): Promise<void> {
    const link = this.document.createElement('a');
    link.href = url;
    link.download = '';
    link.click();
    try {
      await this.api.probe(url);
    } catch {
      await this.tellWhy(url);
    }
  }

  private async tellWhy(url: string): Promise<void> {
    try {
      await this.api.probeContent(url);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}
