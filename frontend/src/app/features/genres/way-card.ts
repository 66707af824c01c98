import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Cover } from '../../ui/cover';

/** A mosaic needs four covers; with fewer, one is shown. */
const MOSAIC = 4;

/** A genre or a decade as a card: some of its covers, its name, how much there is of it. */
@Component({
  selector: 'px-way-card',
  imports: [Cover, RouterLink],
  template: `
    <article>
      <div class="picture" [class.mosaic]="artworkIds().length >= most">
        @for (artworkId of artworkIds().slice(0, artworkIds().length >= most ? most : 1); track artworkId) {
          <px-cover [artworkId]="artworkId" [title]="name()" [hasWords]="false" sizes="(width < 700px) 23vw, 110px" />
        } @empty {
          <px-cover [title]="name()" artist="" sizes="(width < 700px) 40vw, 220px" />
        }
      </div>
      <div class="caption">
        <a class="title truncate" dir="auto" [routerLink]="link()">{{ name() }}</a>
        <p class="by truncate tabular">{{ amount() }}</p>
      </div>
    </article>
  `,
  styleUrl: '../../media/card.css',
  styles: `
    .picture {
      overflow: hidden;
      border-radius: var(--radius-m);
    }
    .mosaic {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .mosaic px-cover {
      border-radius: 0;
    }
  `,
})
export class WayCard {
  readonly name = input.required<string>();
  readonly amount = input.required<string>();
  readonly artworkIds = input.required<readonly string[]>();
  readonly link = input.required<readonly string[]>();
  protected readonly most = MOSAIC;
}
