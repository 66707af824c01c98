import { afterNextRender, Component, computed, ElementRef, inject, Injector, input } from '@angular/core';
import { Archive, X } from 'lucide';
import type { AlbumShelfItem } from '../../core/api/history-types';
import type { AlbumSummary, Placement } from '../../core/api/types';
import { AlbumCard } from '../../media/album-card';
import { Placements } from '../../media/placements';
import { Shelf } from '../../ui/shelf';
import { Icon } from '../../ui/icon';

const ICONS = { archive: Archive, x: X };

/** What waits for a verdict, each with the three that can be given. What has one is gone, and can be brought back. */
@Component({
  selector: 'px-discovery-shelf',
  imports: [AlbumCard, Shelf, Icon],
  template: `
    @if (waiting().length > 0) {
      <px-shelf i18n-heading heading="Discovery waiting" link="/albums" [query]="{ placement: 'discovery' }">
        @for (album of waiting(); track album.id) {
          <div class="item">
            <px-album-card place="discovery" [album]="album" />
            <div class="verdict" role="group" [attr.aria-label]="labels.verdict(album)">
              <button i18n type="button" class="button" (click)="judge(album, 'collection')">Keep</button>
              <button
                type="button"
                class="icon-button"
                i18n-title
                title="Archive"
                [attr.aria-label]="labels.archive(album)"
                (click)="judge(album, 'archive')"
              >
                <svg [pxIcon]="icons.archive" size="18" aria-hidden="true"></svg>
              </button>
              <button
                type="button"
                class="icon-button"
                i18n-title="an album|"
                title="Dismiss"
                [attr.aria-label]="labels.dismiss(album)"
                (click)="judge(album, 'dismissed')"
              >
                <svg [pxIcon]="icons.x" size="18" aria-hidden="true"></svg>
              </button>
            </div>
          </div>
        }
      </px-shelf>
    }
  `,
  styles: `
    .item {
      min-width: 0;
    }
    .verdict {
      display: flex;
      align-items: center;
      gap: 2px;
      margin-top: var(--s2);
    }
    .button {
      flex: 1;
      min-width: 0;
      padding: 0 var(--s2);
      min-height: 2.25rem;
    }
  `,
})
export class DiscoveryShelf {
  protected readonly icons = ICONS;
  readonly items = input.required<readonly AlbumShelfItem[]>();
  private readonly placements = inject(Placements);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly waiting = computed(() =>
    this.items()
      .map(({ album }) => album)
      .filter((album) => this.placements.of(album) === 'discovery'),
  );

  protected readonly labels = {
    verdict: ({ title }: AlbumSummary): string => $localize`Verdict on ${title}:album:`,
    archive: ({ title }: AlbumSummary): string => $localize`Archive ${title}:album:`,
    dismiss: ({ title }: AlbumSummary): string => $localize`Dismiss ${title}:album:`,
  };

  protected judge(album: AlbumSummary, placement: Placement): void {
    const at = this.waiting().indexOf(album);
    void this.placements.move(album, placement);
    // The button is gone with its album: who uses the keyboard goes on with the next one.
    afterNextRender(
      () => {
        const buttons = this.host.querySelectorAll<HTMLElement>('.verdict .button');
        buttons[Math.min(at, buttons.length - 1)]?.focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
  }
}
