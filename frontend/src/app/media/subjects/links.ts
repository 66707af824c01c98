import { DOCUMENT, inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { copyText } from '../../core/copy-text';
import { Toasts } from '../../core/toasts';
import { Stage } from '../../player/stage';
import type { Action } from './actions';

type Page = 'album' | 'artist' | 'playlist' | 'podcast' | 'episode' | 'station' | 'versions';

/** Actions that lead to the page of something, or give its address away. */
@Service()
export class Links {
  private readonly router = inject(Router);
  private readonly stage = inject(Stage);
  private readonly toasts = inject(Toasts);
  private readonly document = inject(DOCUMENT);

  toAlbum(id: string): readonly Action[] {
    return this.to('album', id, $localize`Go to album`);
  }

  toArtist(id: string, title: string): readonly Action[] {
    return this.to('artist', id, title);
  }

  toStation(trackId: string, title: string): readonly Action[] {
    return this.to('station', trackId, title);
  }

  /**
   * @param page also the icon
   * @returns nothing on that very page, unless what plays stands before it
   */
  to(page: Page, id: string, title: string): readonly Action[] {
    if (this.isShown(page, id)) return [];
    return [{ id: `go-${page}`, group: 'go', icon: page, title, run: () => this.go(page, id) }];
  }

  /** To give its address away: by the clipboard, and by what the system shares with, which browsers keep for HTTPS. */
  give(page: Page, id: string, title: string): readonly Action[] {
    const url = new URL(`${page}/${encodeURIComponent(id)}`, this.document.baseURI).href;
    const copy: Action = {
      id: 'copy-link',
      group: 'share',
      icon: 'link',
      title: $localize`Copy link`,
      run: () => this.copy(url),
    };
    const navigator: Partial<Navigator> | undefined = this.document.defaultView?.navigator;
    if (!navigator?.canShare?.({ url, title })) return [copy];
    return [
      copy,
      { id: 'share', group: 'share', icon: 'share', title: $localize`Share…`, run: () => this.share(url, title) },
    ];
  }

  /**
   * To where it is found outside, in a tab of its own.
   * @param where what people call the service
   * @returns nothing for what is no address of the web
   */
  toWeb(address: string | undefined, where: string): readonly Action[] {
    if (address === undefined || !/^https?:\/\//i.test(address)) return [];
    const run = (): unknown => this.document.defaultView?.open(address, '_blank', 'noopener,noreferrer');
    return [{ id: 'go-web', group: 'go', icon: 'web', title: $localize`Open on ${where}:service:`, run }];
  }

  private isShown(page: Page, id: string): boolean {
    const [shown] = this.router.url.split(/[?#]/);
    return !this.stage.isOpen() && shown === this.router.createUrlTree(['/', page, id]).toString();
  }

  private go(page: Page, id: string): void {
    const replaceUrl = this.stage.isOpen();
    this.stage.leave();
    void this.router.navigate(['/', page, id], { replaceUrl });
  }

  private async copy(link: string): Promise<void> {
    const isCopied = await copyText(link);
    this.toasts.show(
      isCopied
        ? $localize`The link is copied.`
        : $localize`The browser does not let Pyxis copy. The link is ${link}:link:`,
    );
  }

  private async share(url: string, title: string): Promise<void> {
    try {
      await this.document.defaultView?.navigator.share({ url, title });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.toasts.show($localize`The system does not share this now. “Copy link” does.`);
    }
  }
}
