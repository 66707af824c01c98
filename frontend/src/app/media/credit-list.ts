import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RoleCredits } from './credits';

/** Who did what, part by part; each name leads to its artist. */
@Component({
  selector: 'px-credit-list',
  imports: [RouterLink],
  template: `
    @for (each of credits(); track each.role) {
      <dl>
        <dt>{{ each.title }}</dt>
        @for (person of each.people; track person.id) {
          <dd>
            <a class="link" [routerLink]="['/artist', person.id]" [replaceUrl]="replaceUrl()" (click)="followed.emit()"
              ><bdi>{{ person.name }}</bdi></a
            >
            @if (person.instrument) {
              <bdi class="dim">{{ person.instrument }}</bdi>
            }
            @if (person.where) {
              <span class="tabular dim">{{ person.where }}</span>
            }
          </dd>
        }
      </dl>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
      gap: var(--s4) var(--s8);
    }
    dt {
      margin-bottom: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    dd {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--s2);
    }
    .dim {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
  `,
})
export class CreditList {
  readonly credits = input.required<readonly RoleCredits[]>();
  /** Whether a page that is gone to takes the place of what is shown in the history. */
  readonly replaceUrl = input(false);
  /** Somebody goes to an artist. */
  readonly followed = output();
}
