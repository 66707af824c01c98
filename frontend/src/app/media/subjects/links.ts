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

  toAlbum(id: string): Action {
    return this.to('album', id, 'Go to album');
  }

  toArtist(id: string, title: string): Action {
    return this.to('artist', id, title);
  }

  toStation(trackId: string, title: string): Action {
    return this.to('station', trackId, title);
  }

  /** @param page also the icon */
  to(page: Page, id: string, title: string): Action {
    return { id: `go-${page}`, group: 'go', icon: page, title, run: () => this.go(page, id) };
  }

  copy(page: Page, id: string): Action {
    return { id: 'copy-link', group: 'share', icon: 'link', title: 'Copy link', run: () => this.copyLink(page, id) };
  }

  /**
   * To where it is found outside, in a tab of its own.
   * @param where what people call the service
   * @returns nothing for what is no address of the web
   */
  toWeb(address: string | undefined, where: string): readonly Action[] {
    if (address === undefined || !/^https?:\/\//i.test(address)) return [];
    const run = (): unknown => this.document.defaultView?.open(address, '_blank', 'noopener,noreferrer');
    return [{ id: 'go-web', group: 'go', icon: 'web', title: `Open on ${where}`, run }];
  }

  private go(page: Page, id: string): void {
    const replaceUrl = this.stage.isOpen();
    this.stage.leave();
    void this.router.navigate(['/', page, id], { replaceUrl });
  }

  private async copyLink(page: Page, id: string): Promise<void> {
    const link = new URL(`${page}/${encodeURIComponent(id)}`, this.document.baseURI).href;
    const isCopied = await copyText(link);
    this.toasts.show(isCopied ? 'The link is copied.' : `The browser does not let Pyxis copy. The link is ${link}`);
  }
}
